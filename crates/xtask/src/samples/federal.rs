//! Federal families of which only headers and traps are known: each in its publisher's format, with figures that are
//! invented and say so in their names, except for the years that os-data joined, which are published rows.

use anyhow::Result;
use csv::StringRecord;
use erario_xtask::biff::{Sheet, Value};

use super::sheet::sheet;
use super::{About, RETRIEVED_AT, Sample, archive, crlf_csv, figures, lf_csv, windows_1252, with_mark, xlsx};

const INVENTED: &str = "Every amount, unit, programme, body and work: their names say `ejemplo`, and no sum of them means \
                        anything. They are here for the headers, the encoding and the traps of the format.";

/// Columns without a header and records without a cell behind the table of 2022; the published file has 828,067 such
/// records.
const UNNAMED: usize = 180;
const FILLERS: usize = 7;

pub fn samples() -> Result<Vec<Sample>> {
    Ok(vec![
        joined("pef", "2008-2015-os-data", "pef_2008_to_2015")?,
        joined("cuenta-publica", "2010-2015-os-data", "cuenta_publica_2010_to_2015")?,
        account_2022()?,
        account_2025()?,
        account_twin()?,
        budget_2026()?,
        progress("2026-1T", "pef_ac01_avance_1t_2026.csv")?,
        progress("2026-2T", "pef_ac01_avance_2t_2026.csv")?,
        annexes_2023()?,
        annexes_2024()?,
        execution()?,
        projects()?,
    ])
}

/// Published rows of several years put together by os-data/mexican-federal-budget.
fn joined(dataset: &str, edition: &str, file: &str) -> Result<Sample> {
    Ok(Sample {
        address: format!("mx-shcp/{dataset}/{edition}"),
        bytes: lf_csv(&figures(&format!("mx-shcp/{dataset}-{edition}.csv"))?)?.into_bytes(),
        about: About {
            file: format!("{file}.sample.csv"),
            url: None,
            retrieved_at: RETRIEVED_AT,
            real:
                "All rows are published ones, cell by cell, as the joined file has them: those of Quintana Roo first, \
                   then three a year and two without a cell. Other rows are left out, so no sum is the country's or \
                   the state's. Source: SHCP, Transparencia Presupuestaria, from the file kept by \
                   os-data/mexican-federal-budget."
                    .into(),
            invented: "nothing",
        },
    })
}

/// Zeros are blank, a quote inside a cell is not doubled, and the sheet that it was saved from was wider and longer than
/// the table.
fn account_2022() -> Result<Sample> {
    let figures = figures("mx-shcp/cuenta-publica-2022.csv")?;
    let first_amount = 26;
    let mut text = String::new();
    for record in &figures {
        let cells = record.iter().enumerate().map(|(place, cell)| match cell {
            "0" if place >= first_amount => String::new(),
            // As the publisher's program writes it, which is wrong.
            _ if cell.contains('"') || cell.contains(',') => format!("\"{cell}\""),
            _ => cell.to_owned(),
        });
        text.push_str(&cells.collect::<Vec<_>>().join(","));
        text.push_str(&",".repeat(UNNAMED));
        text.push_str("\r\n");
    }
    let width = figures.first().map_or(0, StringRecord::len) + UNNAMED;
    text.push_str(&format!("{}\r\n", ",".repeat(width - 1)).repeat(FILLERS));
    invented("cuenta-publica/2022", "cuenta_publica_2022_gf_ecd_epe.csv", windows_1252(&text)?)
}

fn account_2025() -> Result<Sample> {
    let text = crlf_csv(&figures("mx-shcp/cuenta-publica-2025.csv")?)?;
    invented("cuenta-publica/2025", "cuenta_publica_2025_gf_ecd_epe.csv", windows_1252(&text)?)
}

/// The workbook of 2022 has the row that the CSV lost.
fn account_twin() -> Result<Sample> {
    let sheet = table("mx-shcp/cuenta-publica-2022.csv", "Hoja1")?;
    invented("cuenta-publica-xlsx/2022", "cuenta_publica_2022_gf_ecd_epe.xlsx", xlsx::workbook(&[sheet])?)
}

fn budget_2026() -> Result<Sample> {
    let text = crlf_csv(&figures("mx-shcp/pef-2026.csv")?)?;
    invented("pef/2026", "PEF_2026.csv", with_mark(&text))
}

fn progress(quarter: &str, file: &str) -> Result<Sample> {
    let text = crlf_csv(&figures(&format!("mx-shcp/pef-avance-{quarter}.csv"))?)?;
    invented(&format!("pef-avance/{quarter}"), file, with_mark(&text))
}

fn annexes_2023() -> Result<Sample> {
    let text = crlf_csv(&figures("mx-shcp/anexos-2023-pef.csv")?)?;
    invented("anexos-transversales/2023-pef", "Anexos_Transversales_PEF_2023.csv", windows_1252(&text)?)
}

fn annexes_2024() -> Result<Sample> {
    let sheet = table("mx-shcp/anexos-2024.csv", "Hoja1")?;
    invented("anexos-transversales/2024", "BD_Transversales_CP_2024.xlsx", xlsx::workbook(&[sheet])?)
}

fn execution() -> Result<Sample> {
    let text = crlf_csv(&figures("mx-shcp/srft-ejercicio-2024.csv")?)?;
    let zip = archive(&[("ejercicio_del_gasto.csv", &windows_1252(&text)?)])?;
    invented("srft-ejercicio-del-gasto/2024", "ejercicio_del_gasto_2024.zip", zip)
}

fn projects() -> Result<Sample> {
    let sheet = sheet("mx-shcp/srft-proyectos-2024-4T", "Proyectos")?;
    invented("srft-proyectos/2024-4T", "Quintana Roo.xlsx", xlsx::workbook(&[sheet])?)
}

fn invented(address: &str, file: &str, bytes: Vec<u8>) -> Result<Sample> {
    Ok(Sample {
        address: format!("mx-shcp/{address}"),
        bytes,
        about: About {
            file: file.into(),
            url: None,
            retrieved_at: RETRIEVED_AT,
            real: "The headers and the form of the file, as far as they are known, and the codes of ramos, functions, \
                   items and states. Source: SHCP, Transparencia Presupuestaria, as public readers of its files \
                   describe them."
                .into(),
            invented: INVENTED,
        },
    })
}

/// A sheet with the table alone, numbers as numbers; an apostrophe says that what follows is text.
fn table(figures_file: &str, name: &str) -> Result<Sheet> {
    let cell = |cell: &str| match (cell, cell.parse()) {
        ("", _) => None,
        (_, Ok(number)) => Some(Value::Number(number)),
        _ => Some(Value::Text(cell.into())),
    };
    let rows = figures(figures_file)?.iter().map(|record| record.iter().map(cell).collect()).collect();
    Ok(Sheet { name: name.into(), rows, merged: Vec::new() })
}
