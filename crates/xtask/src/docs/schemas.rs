//! `docs/reference/schemas.md`: the forms of the contract, the keywords of our own, and the rules of compatibility.

use std::fmt::Write;

use erario_model::Schema;
use erario_model::compat::{ChangeKind, Class};
use erario_model::export::Format;
use erario_model::export::profile::KEYWORDS;

use super::{WRITTEN, cell};

pub(super) fn page(schema: &Schema) -> String {
    let mut page = format!(
        "{WRITTEN}\n\n# Esquemas / Schemas\n\n\
         Versión / version: {}. [Reutilizar los esquemas](../guides/reuse-the-schemas.md) explica cómo usarlos. / \
         [Reuse the schemas](../guides/reuse-the-schemas.md) shows how to use them.\n\n\
         Cada campo se describe una vez, en [`schemas/fields.json`](../../schemas/fields.json). Las tablas de \
         [`schemas/tables/`](../../schemas/tables/) nombran sus campos; un programa llena lo demás. De ahí salen todas las \
         formas.\n\
         Each field is described once, in [`schemas/fields.json`](../../schemas/fields.json). The tables of \
         [`schemas/tables/`](../../schemas/tables/) name their fields; a program fills in the rest. All forms are written \
         from there.\n\n\
         ## Formas / Forms\n\n\
         `erario schema export FORMA`, y los mismos archivos en [`schemas/exports/`](../../schemas/exports/). / \
         `erario schema export FORMAT`, and the same files in [`schemas/exports/`](../../schemas/exports/).\n\n\
         | forma / format | español | English |\n| --- | --- | --- |\n",
        schema.version,
    );
    for format in Format::ALL {
        let [es, en] = format.about();
        let _ = writeln!(page, "| `{}` | {es} | {en} |", format.name());
    }
    page.push_str(
        "\n## Palabras propias / Our own keywords\n\n\
         Table Schema no tiene palabra para todo. Las nuestras empiezan con `erario:`; el perfil \
         [`schemas/erario.schema.json`](../../schemas/erario.schema.json) las define y no admite otras con ese comienzo. \
         `title` y `description` están en español.\n\
         Table Schema has no word for everything. Ours begin with `erario:`; the profile \
         [`schemas/erario.schema.json`](../../schemas/erario.schema.json) defines them and admits no others that begin so. \
         `title` and `description` are Spanish.\n\n\
         | palabra / keyword | en / on | español | English |\n| --- | --- | --- | --- |\n",
    );
    for keyword in &KEYWORDS {
        let place = if keyword.is_of_field { "campo / field" } else { "tabla / table" };
        let _ = writeln!(page, "| `{}` | {place} | {} | {} |", keyword.name, cell(keyword.es), cell(keyword.en));
    }
    page.push_str(
        "\n## Compatibilidad / Compatibility\n\n\
         `erario schema diff ANTES DESPUÉS` clasifica cada cambio, visto por quien lee publicaciones. Un cambio que rompe \
         exige otra versión mayor (antes de 1.0, otra menor) en `schemas/fields.json`; sin ella, `erario run` no publica.\n\
         `erario schema diff OLD NEW` sorts every change, as a reader of releases sees it. A breaking change needs another \
         major version (before 1.0, another minor one) in `schemas/fields.json`; without it, `erario run` releases nothing.\n\n\
         | cambio / change | clase / class | español | English |\n| --- | --- | --- | --- |\n",
    );
    for class in [Class::Breaking, Class::Additive, Class::Compatible] {
        for kind in ChangeKind::ALL.iter().filter(|kind| kind.class() == class) {
            let ([class_es, class_en], [what_es, what_en], [why_es, why_en]) = (class.told(), kind.what(), kind.why());
            let class = if class_es == class_en { class_es.to_owned() } else { format!("{class_es} / {class_en}") };
            let _ = writeln!(
                page,
                "| `{}` | {class} | **{}.** {} | **{}.** {} |",
                kind.code(),
                cell(what_es),
                cell(why_es),
                cell(what_en),
                cell(why_en)
            );
        }
    }
    page
}
