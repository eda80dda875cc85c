//! Open-government commitments of Quintana Roo and what belongs to them: nobody publishes them as a table, so the
//! samples are the templates that `erario template` writes, filled in.

use anyhow::{Context, Result, ensure};
use erario_model::Schema;
use erario_template::Template;

use super::{About, RETRIEVED_AT, Sample, figures, xlsx};

/// Whether a form is filled in as a workbook or as text; both must be read.
#[derive(Clone, Copy)]
enum Form {
    Workbook,
    Text,
}

struct Filled {
    dataset: &'static str,
    table: &'static str,
    form: Form,
    real: &'static str,
    invented: &'static str,
}

const NOTHING_REAL: &str = "Nothing but the ids of commitments and figures that they are about. Source: none.";

const FILLED: [Filled; 4] = [
    Filled {
        dataset: "compromisos",
        table: "commitment",
        form: Form::Workbook,
        real: "Ids, plans, English titles, dates and the one status `Cumplido`, of six commitments as the Open \
               Government Partnership publishes them, and those who take part in MXROO0003 and MXROO0007. What was not \
               seen is blank, or `Desconocido`, and the note says so; of MXROO0001 and MXROO0002 nothing was seen but \
               the numbering. The commitment on the State Planning Law has no number in its report: QROO-2021-SN1 is \
               an id of erario (SN: sin número), and it may be MXROO0001 or MXROO0002. Source: Open Government \
               Partnership, opengovpartnership.org, and gobiernoabierto.qroo.gob.mx.",
        invented: "the id QROO-2021-SN1; nothing else",
    },
    Filled {
        dataset: "hitos",
        table: "commitment_milestone",
        form: Form::Text,
        real: NOTHING_REAL,
        invented: "all milestones, with their dates and states",
    },
    Filled {
        dataset: "programas-de-compromisos",
        table: "commitment_program",
        form: Form::Text,
        real: NOTHING_REAL,
        invented: "all programmes, and that they pay for a commitment",
    },
    Filled {
        dataset: "observaciones",
        table: "observation",
        form: Form::Workbook,
        real: NOTHING_REAL,
        invented: "all questions and answers, with their dates",
    },
];

pub fn samples() -> Result<Vec<Sample>> {
    FILLED.iter().map(|filled| sample(filled).with_context(|| filled.dataset.to_owned())).collect()
}

fn sample(Filled { dataset, table, form, real, invented }: &Filled) -> Result<Sample> {
    let template = Template::of(Schema::embedded(), table).context("there is no such template")?;
    let records = figures(&format!("mx-qroo-gobierno-abierto/{dataset}.csv"))?;
    let mut records = records.iter().map(|record| record.iter().map(str::to_owned).collect::<Vec<String>>());
    let heads: Vec<&str> = template.fields.iter().map(|field| field.title_es.as_str()).collect();
    ensure!(records.next().is_some_and(|record| record == heads), "the heads are not those of the template");
    let rows: Vec<Vec<String>> = records.collect();
    let (bytes, ending) = match form {
        Form::Workbook => (xlsx::packed_anew(&template.xlsx(&rows)?)?, "xlsx"),
        Form::Text => (template.csv(&rows)?.into_bytes(), "csv"),
    };
    Ok(Sample {
        address: format!("mx-qroo-gobierno-abierto/{dataset}/2026-4T"),
        bytes,
        about: About {
            file: format!("{dataset}.{ending}"),
            url: None,
            retrieved_at: RETRIEVED_AT,
            real: (*real).to_owned(),
            invented,
        },
    })
}
