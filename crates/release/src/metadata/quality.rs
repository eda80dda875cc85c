//! The section of a release's README that says what is wrong or missing in it, the worst first.

use std::fmt::Write;

use erario_model::{Dimension, QualityLine, told};

/// A table a dimension. What has no case is not in it; the table `quality` has every zero.
pub(super) fn section(lines: &[QualityLine]) -> String {
    let mut page = String::from(
        "\n## Calidad / Quality\n\n\
         Lo que está mal o falta, contado; no hay calificación, y ninguna cuenta tapa a otra. La tabla `quality` trae \
         todas, con el filtro que encuentra sus casos.\n\
         What is wrong or missing, counted; there is no mark, and no count covers another. The table `quality` has all of \
         them, with the filter that finds their cases.\n",
    );
    let told = told(lines);
    for dimension in Dimension::ALL {
        let cases: Vec<_> = told.iter().filter(|told| told.dimension == dimension && !told.worst.is_empty()).collect();
        let (es, en) = dimension.words();
        let _ = write!(page, "\n**{es} / {en}**\n");
        if cases.is_empty() {
            page.push_str("\nNingún caso. / No case.\n");
            continue;
        }
        page.push_str(
            "\n| qué / what | casos / cases | de / of | lo peor / the worst |\n| --- | ---: | ---: | --- |\n",
        );
        for told in cases {
            let [measured, out_of] = [Some(told.measured), told.out_of].map(number);
            let worst = told.worst.first().map_or_else(String::new, |line| {
                let of = line.out_of.map_or_else(String::new, |out_of| format!(" / {out_of}"));
                format!("{}: {}{of}", line.subject(), line.measured)
            });
            let measure = told.measure;
            let _ = writeln!(page, "| {} / {} | {measured} | {out_of} | {worst} |", measure.title_es, measure.title_en);
        }
    }
    page
}

fn number(number: Option<i64>) -> String {
    number.map_or_else(String::new, |number| number.to_string())
}
