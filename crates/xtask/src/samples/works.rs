//! Open public works, in the two generations of its file, with the columns that name officials.

use anyhow::Result;

use super::{About, RETRIEVED_AT, Sample, crlf_csv, figures, windows_1252, with_mark};

pub fn samples() -> Result<Vec<Sample>> {
    let utf_8 = with_mark(&crlf_csv(&figures("mx-shcp/obra-publica-2015.csv")?)?);
    let code_page = windows_1252(&crlf_csv(&figures("mx-shcp/obra-publica-2021.csv")?)?)?;
    Ok(vec![sample("2015", utf_8), sample("2021", code_page)])
}

fn sample(edition: &str, bytes: Vec<u8>) -> Sample {
    Sample {
        address: format!("mx-shcp/obra-publica/{edition}"),
        bytes,
        about: About {
            file: format!("opa_{edition}.csv"),
            url: None,
            retrieved_at: RETRIEVED_AT,
            real: format!(
                "All works, dates and figures are the published ones, cell by cell: every work of the file of {edition} \
                 in Quintana Roo, alone or among several states, and one each of what is not distributable, has no \
                 cycle, or has an amount in powers of ten. Source: SHCP, Obra Pública Abierta, from the file kept by \
                 iChocko/panel-obra-publica-mx."
            ),
            invented: "the names, e-mails and telephones of officials",
        },
    }
}
