//! Money that the federation hands over: the monthly series of transfers, and the projects of Ramo 23.

use anyhow::{Context, Result};

use super::{About, RETRIEVED_AT, Sample, archive, crlf_csv, figures, lf_csv, windows_1252};

pub fn samples() -> Result<Vec<Sample>> {
    Ok(vec![series()?, projects()?])
}

/// What every record of the series says, by the place of its column.
const ALIKE: [(usize, &str, &str); 9] = [
    (4, "TEMA", "Transferencias del Gobierno Federal a Entidades Federativas y Municipios"),
    (6, "SECTOR", "Gobierno Federal Presupuestario"),
    (7, "AMBITO", "Federal"),
    (8, "TIPO_DE_INFORMACION", "Flujo"),
    (9, "BASE_DE_REGISTRO", "Pagado"),
    (10, "UNIDAD_DE_MEDIDA", "Miles de Pesos"),
    (12, "PERIODO_FINAL", "2014-12"),
    (13, "FRECUENCIA", "Mensual"),
    (14, "DIFUSION", "30 días después del cierre del mes de referencia"),
];

fn series() -> Result<Sample> {
    let mut records: Vec<Vec<String>> = Vec::new();
    for (place, figures) in figures("mx-shcp/transferencias-2011-2016.csv")?.iter().enumerate() {
        let mut record: Vec<String> = figures.iter().map(str::to_owned).collect();
        for (column, header, value) in ALIKE {
            record.insert(column, if place == 0 { header } else { value }.to_owned());
        }
        records.push(record);
    }
    let table = windows_1252(&crlf_csv(records)?)?;
    Ok(Sample {
        address: "mx-shcp/transferencias/2011-2016".into(),
        bytes: archive(&[("transferencias_entidades_fed.csv", &table)])?,
        about: About {
            file: "transferencias_entidades_fed.csv.zip".into(),
            url: None,
            retrieved_at: RETRIEVED_AT,
            real:
                "All rows are published rows, cell by cell: every series of Quintana Roo for 2013 and 2014, the totals \
                   of all states for January 2013, and what of Ramo 33 was not distributed that month. Other states, \
                   months and years are left out. Source: SHCP, Estadísticas Oportunas de Finanzas Públicas, from the \
                   file kept by openspending/fiscal-data-package-demos."
                    .into(),
            invented: "nothing",
        },
    })
}

fn projects() -> Result<Sample> {
    let text = lf_csv(&figures("mx-shcp/ramo-23-2015.csv")?)?;
    Ok(Sample {
        address: "mx-shcp/ramo-23/2015".into(),
        bytes: windows_1252(&text).context("the projects of Ramo 23")?,
        about: About {
            file: "RAMO_23_general2015.csv".into(),
            url: None,
            retrieved_at: RETRIEVED_AT,
            real: "All rows are published rows, cell by cell: the 47 projects of Quintana Roo, the four of several \
                   states, those of the whole of Tabasco (municipality 999) and of its Tacotalpa. Others are left out. \
                   Source: SHCP, Ramo 23, 2015, from the file kept by openspending/fiscal-data-package-demos."
                .into(),
            invented: "nothing",
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constant_columns_stand_where_the_publisher_has_them() {
        let bytes = series().unwrap().bytes;
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut zip.by_index(0).unwrap(), &mut text).unwrap();
        let header = text.split(|byte| *byte == b'\r').next().unwrap();
        assert_eq!(
            std::str::from_utf8(header).unwrap(),
            "CICLO,MES,CLAVE_DE_CONCEPTO,NOMBRE,TEMA,SUBTEMA,SECTOR,AMBITO,TIPO_DE_INFORMACION,BASE_DE_REGISTRO,\
             UNIDAD_DE_MEDIDA,PERIODO_INICIO,PERIODO_FINAL,FRECUENCIA,DIFUSION,MONTO"
        );
        assert!(text.windows(4).any(|letters| letters == b"d\xedas"), "code page 1252");
    }
}
