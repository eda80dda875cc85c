//! One snapshot: bytes to normalized tables, with the proof that nothing was lost.

use std::collections::BTreeMap;

use erario_model::{
    Changes, ConservationLine, Doubts, Finding, Modes, Pipeline, Provenance, Schema, SetAside, Snapshot, SourceFile,
    Step, TableKind,
};
use erario_normalize::{Normalized, Plan, SourceError, TextTable};
use erario_release::derive;
use erario_validate::conservation::{Account, Measure, Released, Source, SourcePart, Tally};
use erario_validate::contract;
use erario_validate::personal;
use erario_validate::records::{self, Records};
use polars::prelude::*;

use crate::exit::Failure;
use crate::lists;
use crate::project::Project;
use crate::sources::Sources;

/// One snapshot, ready to be checked beside the others.
pub struct Ingested {
    pub provenance: Provenance,
    pub source_id: String,
    pub table: String,
    pub edition_rank: usize,
    /// Its place among the snapshots of its edition, the oldest first.
    pub snapshot_rank: usize,
    pub facts: DataFrame,
    pub totals: DataFrame,
    pub doubts: Doubts,
    pub findings: Vec<Finding>,
    pub set_aside: Vec<SetAside>,
    /// What the edition may change.
    pub contract: Modes,
    /// What it changed.
    changes: Changes,
    /// The books, by part of the source.
    accounts: BTreeMap<Option<String>, Account>,
}

/// What turns a table of text into facts and totals: [`erario_normalize::normalize`].
pub(super) type Normalize<'a> = dyn Fn(TextTable, &Plan, &Schema, &str) -> Result<Normalized, SourceError> + 'a;

/// Decodes and normalizes one snapshot.
pub fn ingest(
    project: &Project,
    sources: &Sources,
    pipeline: &Pipeline,
    snapshot: &Snapshot,
    schema: &Schema,
) -> Result<Ingested, Failure> {
    ingest_by(&erario_normalize::normalize, project, sources, pipeline, snapshot, schema)
}

/// The same with the normalization that is given, whose faults the books are there to find.
pub(super) fn ingest_by(
    normalize: &Normalize,
    project: &Project,
    sources: &Sources,
    pipeline: &Pipeline,
    snapshot: &Snapshot,
    schema: &Schema,
) -> Result<Ingested, Failure> {
    let provenance = snapshot.provenance.clone();
    let lists = lists::read(project, pipeline)?;
    let plan = Plan::resolve(pipeline, &provenance.edition, lists).ok_or_else(|| {
        Failure::Usage(format!("{} declares no edition `{}`\n  hint: declare it", pipeline.file, provenance.edition))
    })?;
    let bytes = sources.read(snapshot)?;
    let source_id = snapshot.source_id();
    let wrong = |error: SourceError| Failure::Source {
        place: format!("{}, edition {}, {}", pipeline.address, provenance.edition, provenance.file_name),
        error: Box::new(error),
    };
    let mut ingested = Ingested {
        source_id: source_id.clone(),
        table: plan.table.clone(),
        edition_rank: pipeline.rank(&provenance.edition).unwrap_or(0),
        snapshot_rank: 0,
        facts: DataFrame::default(),
        totals: DataFrame::default(),
        doubts: Doubts::default(),
        findings: Vec::new(),
        set_aside: Vec::new(),
        contract: plan.contract,
        changes: Changes::default(),
        accounts: BTreeMap::new(),
        provenance: provenance.clone(),
    };
    let mut tally = Tally::new(measures(&plan, schema), &plan.amounts);
    let mut whole: Vec<TextTable> = Vec::new();
    let mut broken = 0;
    let mut take = |batch: TextTable| -> Result<(), SourceError> {
        tally.count_in(batch.unit.unwrap_or(plan.amounts.unit));
        tally.add(batch.part.as_deref(), &batch.frame)?;
        let account = ingested.accounts.entry(batch.part.clone()).or_default();
        account.blank_records += batch.blank_records;
        account.footnote_records += batch.footnote_records;
        broken += batch.broken.len() as u64;
        account.read_records += (batch.frame.height() + batch.broken.len()) as u64;
        if plan.needs_whole_table() {
            match whole.last_mut().filter(|table| table.part == batch.part) {
                Some(table) => table.append(batch)?,
                None => whole.push(batch),
            }
            return Ok(());
        }
        let part = batch.part.clone();
        ingested.take(part, normalize(batch, &plan, schema, &source_id)?)?;
        Ok(())
    };
    // One thread decodes the next batch while this one normalizes the last.
    std::thread::scope(|threads| {
        let (sender, batches) = std::sync::mpsc::sync_channel(2);
        let decoding = threads.spawn(|| {
            let sender = sender;
            // Nobody listens any more once a batch could not be normalized; that error is the one to tell.
            erario_normalize::decode(&bytes, &plan, &mut |batch| {
                let _ = sender.send(batch);
                Ok(())
            })
        });
        let normalized = batches.iter().try_for_each(&mut take);
        drop(batches);
        let decoded = decoding.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        normalized.and(decoded)
    })
    .map_err(&wrong)?;
    for table in whole {
        let part = table.part.clone();
        let normalized = normalize(table, &plan, schema, &source_id).map_err(&wrong)?;
        ingested.take(part, normalized).map_err(|error| wrong(error.into()))?;
    }
    let is_of_facts = schema.table(&plan.table).is_some_and(|table| table.kind == TableKind::Fact);
    for (part, readable) in tally.finish() {
        let account = ingested.accounts.entry(part).or_default();
        (account.readable, account.is_of_facts) = (readable, is_of_facts);
    }
    let read: u64 = ingested.accounts.values().map(|account| account.read_records).sum();
    if let Some(stated) = plan.records {
        let records = Records { stated, read: read - broken, broken };
        let finding = records::missing(&records, &ingested.source(None), &schema.rules);
        ingested.findings.extend(finding);
    }
    if ingested.facts.height() + ingested.totals.height() == 0 && read > 0 {
        ingested.findings.push(records::unplaced(read, &ingested.source(None), &schema.rules));
    }
    ingested.hold_to_contract(schema)?;
    let declared = erario_normalize::declared_totals(&plan, schema, &source_id).map_err(&wrong)?;
    derive::stack(&mut ingested.totals, declared)?;
    ingested.look_for_personal_data(schema)?;
    Ok(ingested)
}

/// What the independent pass adds up: each amount, in the column that the source prints it in.
fn measures(plan: &Plan, schema: &Schema) -> Vec<Measure> {
    for step in &plan.steps {
        if let Step::Moments { column, amount, moments, .. } | Step::Route { column, amount, moments, .. } = step {
            let measure = |(name, label): (&String, &String)| Measure {
                amount: name.clone(),
                column: amount.clone(),
                only: Some((column.clone(), label.clone())),
            };
            return moments.iter().map(measure).collect();
        }
    }
    let table = schema.table(&plan.table);
    let is_unpivoted = |name: &String| plan.decode.unpivot.as_ref().is_some_and(|unpivot| unpivot.value_into == *name);
    let printed = |name: &String| plan.columns.iter().any(|(column, _)| column == name) || is_unpivoted(name);
    let amounts = table.into_iter().flat_map(|table| table.amounts()).map(|field| field.name.clone());
    amounts.filter(printed).map(|name| Measure { amount: name.clone(), column: name, only: None }).collect()
}

impl Ingested {
    fn take(&mut self, part: Option<String>, normalized: Normalized) -> PolarsResult<()> {
        let Normalized { records, set_aside_amounts, roundings, corrections, .. } = &normalized;
        let account = self.accounts.entry(part).or_default();
        account.add(records, set_aside_amounts, roundings, corrections);
        self.doubts.append(normalized.doubts, self.facts.height() as u32);
        derive::stack(&mut self.facts, normalized.facts)?;
        derive::stack(&mut self.totals, normalized.totals)?;
        self.findings.extend(normalized.findings);
        self.set_aside.extend(normalized.set_aside);
        self.changes.append(normalized.changes);
        Ok(())
    }

    /// What the edition changed is told, and holds it where its contract says so.
    fn hold_to_contract(&mut self, schema: &Schema) -> PolarsResult<()> {
        if let Some(table) = schema.table(&self.table) {
            contract::look(table, &self.facts, &mut self.changes)?;
        }
        let told = contract::judge(self.contract, &self.changes, &self.table, &self.source(None), &schema.rules);
        self.findings.extend(told);
        Ok(())
    }

    /// Personal data hold the edition, and no finding of its own repeats them.
    fn look_for_personal_data(&mut self, schema: &Schema) -> PolarsResult<()> {
        let records = [
            ("set_aside", erario_release::set_aside_frame(&self.set_aside)?),
            ("finding", erario_release::finding_frame(&self.findings)?),
        ];
        let tables = [(self.table.as_str(), &self.facts), ("published_total", &self.totals)];
        let mut found = Vec::new();
        for (table, data) in tables.into_iter().chain(records.iter().map(|(table, data)| (*table, data))) {
            found.extend(personal::in_table(schema, table, data)?);
        }
        if !found.is_empty() {
            personal::mask(&mut self.findings);
            self.findings.extend(found);
        }
        Ok(())
    }

    /// The lines of `conservation` for this source; money that went missing becomes a fatal finding.
    pub fn conservation(
        &self,
        schema: &Schema,
        released: &BTreeMap<SourcePart, Released>,
        findings: &mut Vec<Finding>,
    ) -> Vec<ConservationLine> {
        let nothing = Released::default();
        let lines = self.accounts.iter().flat_map(|(part, account)| {
            let released = released.get(&(self.source_id.clone(), part.clone())).unwrap_or(&nothing);
            account.lines(&self.source(part.as_deref()), released, &schema.rules, findings)
        });
        lines.collect()
    }

    fn source<'a>(&'a self, part: Option<&'a str>) -> Source<'a> {
        Source {
            publisher: &self.provenance.dataset.publisher,
            dataset: &self.provenance.dataset.dataset,
            edition: &self.provenance.edition,
            source_id: &self.source_id,
            part,
        }
    }

    pub fn source_file(&self) -> SourceFile {
        let provenance = &self.provenance;
        SourceFile {
            source_id: self.source_id.clone(),
            publisher: provenance.dataset.publisher.clone(),
            dataset: provenance.dataset.dataset.clone(),
            edition: provenance.edition.clone(),
            file_name: provenance.file_name.clone(),
            url: provenance.url.clone(),
            retrieved_at: provenance.retrieved_at.clone(),
            sha256: provenance.sha256.clone(),
            size_bytes: i64::try_from(provenance.size_bytes).unwrap_or(i64::MAX),
            licence_id: provenance.licence.id.clone(),
            attribution: provenance.licence.attribution.clone(),
            arrival: provenance.arrival(),
            is_sample: provenance.is_sample,
        }
    }
}

#[cfg(test)]
impl Ingested {
    /// A snapshot without rows, with one finding of each of these severities.
    pub fn sample(dataset: &str, severities: &[&str]) -> Ingested {
        let finding = |severity: &&str| {
            let severity = (*severity).to_owned();
            Finding { severity, dataset: dataset.to_owned(), ..Finding::default() }.seal()
        };
        let provenance = serde_json::json!({
            "dataset": dataset, "edition": "2018", "file_name": "a.csv", "retrieved_at": "2019-01-01T00:00:00Z",
            "sha256": "", "size_bytes": 0, "stored_by": "",
            "licence": { "id": "", "title": "", "url": "", "attribution": "" },
        });
        Ingested {
            provenance: serde_json::from_value(provenance).unwrap(),
            source_id: format!("{dataset}/2018@"),
            table: "spending_by_object".to_owned(),
            edition_rank: 0,
            snapshot_rank: 0,
            facts: DataFrame::default(),
            totals: DataFrame::default(),
            doubts: Doubts::default(),
            findings: severities.iter().map(finding).collect(),
            set_aside: Vec::new(),
            contract: Modes::default(),
            changes: Changes::default(),
            accounts: BTreeMap::new(),
        }
    }
}
