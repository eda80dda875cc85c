//! People: amounts by inhabitant of the government's own territory, in the same year.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use erario_columns::Distinct;
use erario_model::half_even;
use polars::prelude::*;

/// Mid-year populations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct People {
    /// `None` where two rows contradict each other.
    by_place: HashMap<(String, i32), Option<i64>>,
}

impl People {
    /// Reads the rows of `population`.
    pub fn read(rows: &DataFrame) -> PolarsResult<People> {
        let codes = Distinct::of(rows.column("jurisdiction_code")?)?;
        let years = rows.column("year")?.i32()?;
        let mut people = People::default();
        for (row, population) in rows.column("population")?.i64()?.iter().enumerate() {
            let (Some(code), Some(year)) = (codes.text(row), years.get(row)) else { continue };
            let population = population.filter(|population| *population > 0);
            match people.by_place.entry((code.to_owned(), year)) {
                Entry::Vacant(place) => {
                    place.insert(population);
                }
                Entry::Occupied(mut known) if *known.get() != population => {
                    known.insert(None);
                }
                Entry::Occupied(_) => {}
            }
        }
        Ok(people)
    }

    pub fn is_empty(&self) -> bool {
        self.by_place.is_empty()
    }

    pub fn of(&self, jurisdiction: &str, year: i32) -> Option<i64> {
        self.by_place.get(&(jurisdiction.to_owned(), year)).copied().flatten()
    }
}

/// Centavos for each inhabitant, rounded once, half to even.
pub(super) fn per_head(centavos: i64, population: i64) -> i64 {
    // A part of an amount is no larger than the amount: populations are at least one.
    half_even(i128::from(centavos), i128::from(population)) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_divided_once_and_rounded_half_to_even() {
        assert_eq!(per_head(893_929_727_600, 1_841_470), 485_444);
        assert_eq!((per_head(1, 2), per_head(3, 2), per_head(-3, 2)), (0, 2, -2));
    }

    #[test]
    fn a_place_without_one_population_has_none() {
        let rows = df!(
            "jurisdiction_code" => ["23", "23", "23", "23005", "23005", "31"],
            "year" => [2019, 2020, 2020, 2019, 2019, 2019],
            "population" => [Some(1_841_470_i64), Some(1_857_985), Some(1_857_986), Some(5), Some(5), Some(0)],
        );
        let people = People::read(&rows.unwrap()).unwrap();
        assert_eq!(people.of("23", 2019), Some(1_841_470));
        assert_eq!(people.of("23005", 2019), Some(5));
        assert_eq!([people.of("23", 2020), people.of("31", 2019), people.of("23", 2018)], [None; 3]);
    }
}
