//! The federal budget as approved (Presupuesto de Egresos de la Federación, PEF): a CSV in code page 850, in a zip made
//! on a Mac.

use std::io::{Cursor, Write};

use anyhow::{Context, Result};
use erario_model::grouped;
use yore::code_pages::CP850;
use zip::{DateTime, ZipWriter};

use super::{About, RETRIEVED_AT, Sample, crlf_csv, figures};

/// The accent is decomposed, an `o` and U+0301, as a Mac names files.
const MEMBER: &str = "Presupuesto de Egresos de la Federacio\u{301}n_2016.csv";

/// AppleDouble, version 2, with no entries: where a Mac keeps what it knows about a file and a zip cannot hold.
const SHADOW: &[u8] = b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        \x00\x00";

pub fn sample() -> Result<Sample> {
    let text = published_text(&figures("mx-shcp/pef-2016.csv")?)?;
    let bytes = CP850.encode(&text).context("the figures of the PEF do not fit code page 850")?;
    Ok(Sample {
        address: "mx-shcp/pef/2016".into(),
        bytes: archive(&bytes)?,
        about: About {
            file: "PEF_2016.csv.zip".into(),
            url: Some(
                "https://www.transparenciapresupuestaria.gob.mx/work/models/PTP/DatosAbiertos/Bases_de_datos_presupuesto/CSV/PEF2016_AC01.csv",
            ),
            retrieved_at: RETRIEVED_AT,
            real:
                "All 180 rows are published rows, in the published order: of Quintana Roo (EF 23) every row of ramos \
                   11, 16, 33 and 42, so that its functions 2.5 (education) and 2.1 (environment) are complete; five \
                   rows spent abroad (EF 33), five not distributable (EF 34), three of zero, and the negative one. \
                   Other rows are left out, so no other total is the country's or the state's. Source: SHCP, \
                   Transparencia Presupuestaria, Presupuesto de Egresos de la Federación 2016, from the file kept by \
                   openspending/fiscal-data-package-demos."
                    .into(),
            invented: "nothing",
        },
    })
}

fn published_text(figures: &[csv::StringRecord]) -> Result<String> {
    let (header, rows) = figures.split_first().context("the figures of the PEF have no header")?;
    let mut records: Vec<Vec<String>> = vec![header.iter().map(str::to_owned).collect()];
    for row in rows {
        let mut cells: Vec<String> = row.iter().map(str::to_owned).collect();
        let amount = cells.last_mut().context("a row of the PEF has no cells")?;
        *amount = published_amount(amount.parse().with_context(|| format!("`{amount}` is no amount in pesos"))?);
        records.push(cells);
    }
    crlf_csv(records)
}

/// Excel's accounting format, as it leaves it in a CSV.
fn published_amount(pesos: i64) -> String {
    match pesos {
        0 => " -   ".into(),
        1.. => format!(" {} ", grouped(pesos.unsigned_abs())),
        _ => format!("-{} ", grouped(pesos.unsigned_abs())),
    }
}

/// The zip holds the table, a folder `__MACOSX/` and in it a shadow of the table.
fn archive(table: &[u8]) -> Result<Vec<u8>> {
    let options = super::packing()
        .unix_permissions(0o644)
        .last_modified_time(DateTime::from_date_and_time(2016, 6, 13, 11, 45, 26)?);

    // The original names are UTF-8 without the flag that says so, and readers see `Federacio╠ün`. The zip library
    // would set the flag, so it writes an ASCII name of the same length first.
    let stand_in = MEMBER.replace('\u{301}', "~~");

    let mut zip = ZipWriter::new_stream(Vec::new());
    zip.start_file(&*stand_in, options)?;
    zip.write_all(table)?;
    zip.add_directory("__MACOSX/", options.unix_permissions(0o775))?;
    zip.start_file(format!("__MACOSX/._{stand_in}"), options)?;
    zip.write_all(SHADOW)?;
    let mut bytes = zip.finish()?.into_inner();

    let names: Vec<usize> = bytes
        .windows(stand_in.len())
        .enumerate()
        .filter(|(_, name)| *name == stand_in.as_bytes())
        .map(|(at, _)| at)
        .collect();
    for at in names {
        bytes[at..at + MEMBER.len()].copy_from_slice(MEMBER.as_bytes());
    }
    zip::ZipArchive::new(Cursor::new(&bytes)).context("the zip of the PEF cannot be read back")?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn amounts_are_written_as_published() {
        assert_eq!(published_amount(99_305_000), " 99,305,000 ");
        assert_eq!(published_amount(999), " 999 ");
        assert_eq!(published_amount(0), " -   ");
        assert_eq!(published_amount(-8_660_451_340), "-8,660,451,340 ");
    }

    #[test]
    fn the_archive_is_one_made_on_a_mac() {
        let bytes = sample().unwrap().bytes;
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let names: Vec<Vec<u8>> = (0..zip.len()).map(|i| zip.by_index(i).unwrap().name_raw().to_vec()).collect();
        assert_eq!(names, [MEMBER.as_bytes(), b"__MACOSX/", format!("__MACOSX/._{MEMBER}").as_bytes()]);

        let mut table = Vec::new();
        zip.by_index(0).unwrap().read_to_end(&mut table).unwrap();
        let text = CP850.decode(&table);
        assert!(text.contains("Educación Pública"));
        assert_eq!(text.matches("\r\n").count(), 181);
    }
}
