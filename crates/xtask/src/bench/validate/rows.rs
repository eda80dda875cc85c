//! A budget of any number of rows that breaks no rule: 27 columns, some 560 bytes a row, as wide and as repetitive as
//! the federal one.

use std::io::{Result, Write};

pub const HEADER: &str = "fiscal_year,period,jurisdiction_code,ramo_code,ramo_name,unit_code,unit_name,function_code,\
                          function_name,subfunction_code,activity_code,modality_code,program_code,program_name,\
                          object_chapter_code,object_code,object_name,spending_type_code,funding_source_code,state_code,\
                          state_name,approved,extensions_reductions,modified,accrued,paid,source_row";

/// How many values the key's columns have; their product is more than any file here has rows.
const STATES: u64 = 32;
const OBJECTS: u64 = 60;
const PROGRAMS: u64 = 40;
const UNITS: u64 = 30;
const RAMOS: u64 = 40;

/// Writes the header and `rows` rows, sorted by their key as budgets are.
pub fn write(out: &mut impl Write, rows: u64) -> Result<()> {
    writeln!(out, "{HEADER}")?;
    for row in 0..rows {
        let (rest, state) = (row / STATES, row % STATES);
        let (rest, object) = (rest / OBJECTS, rest % OBJECTS);
        let (rest, program) = (rest / PROGRAMS, rest % PROGRAMS);
        let (rest, unit) = (rest / UNITS, rest % UNITS);
        let (year, ramo) = (2008 + rest / RAMOS, rest % RAMOS);
        // Any amounts would do; these are spread, and the same in every run.
        let amount = row.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 36;
        let moved = amount / 7;
        let accrued = amount - amount / 11;
        let (chapter, function) = (1000 * (1 + object / 7), 1 + program % 4);
        writeln!(
            out,
            "{year},{year},00,{ramo:02},Secretaría de la rama {ramo:02} y de sus organismos descentralizados,{unit:03},\
             \"Dirección General de Programación, Organización y Presupuesto {unit:03}\",{function}.{unit_function},\
             Función de desarrollo social y de servicios públicos,{function}.{unit_function}.{program_function},\
             {activity:03},{modality},{modality}{program:03},\
             \"Programa nacional de prestación de servicios, apoyos y subsidios a la población número {program:03}\",\
             {chapter},{object_code},Materiales y útiles de administración emisión de documentos y artículos oficiales {object},\
             {spending},1,{state:02},\
             Entidad federativa de destino {state:02},{approved},{changes},{modified},{accrued},{paid},{record}",
            unit_function = 1 + unit % 9,
            program_function = 1 + program % 9,
            activity = program % 20 + 1,
            modality = char::from(b'A' + (program % 26) as u8),
            object_code = chapter * 10 + 100 * (object % 7) + 1 + object,
            spending = 1 + object % 3,
            state = state + 1,
            approved = Pesos(amount),
            changes = Pesos(moved),
            modified = Pesos(amount + moved),
            accrued = Pesos(accrued),
            paid = Pesos(accrued - accrued / 13),
            record = row + 2,
        )?;
    }
    out.flush()
}

/// Writes the units that rows name, one file of those that they refer to.
pub fn write_units(out: &mut impl Write) -> Result<()> {
    writeln!(out, "ramo_code,unit_code")?;
    for (ramo, unit) in (0..RAMOS).flat_map(|ramo| (0..UNITS).map(move |unit| (ramo, unit))) {
        writeln!(out, "{ramo:02},{unit:03}")?;
    }
    out.flush()
}

/// Writes the states that rows name.
pub fn write_states(out: &mut impl Write) -> Result<()> {
    writeln!(out, "code")?;
    (1..=STATES).try_for_each(|state| writeln!(out, "{state:02}"))?;
    out.flush()
}

/// Centavos as they are printed.
struct Pesos(u64);

impl std::fmt::Display for Pesos {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_row_has_the_columns_and_a_key_of_its_own() {
        let mut text = Vec::new();
        write(&mut text, 5000).unwrap();
        let mut reader = csv::Reader::from_reader(text.as_slice());
        assert_eq!(reader.headers().unwrap().len(), 27);
        let rows: Vec<csv::StringRecord> = reader.records().map(std::result::Result::unwrap).collect();
        let keys: BTreeSet<[&str; 5]> = rows.iter().map(|row| [3, 5, 12, 15, 19].map(|place| &row[place])).collect();
        assert_eq!(keys.len(), 5000);
        assert!((500..620).contains(&(text.len() / 5000)), "{}", text.len() / 5000);
    }
}
