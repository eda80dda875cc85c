//! The rules: every kind of change, its class, and why. `docs/reference/schemas.md` is written from them.

use serde::Serialize;

/// What a change does to a reader of releases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// A reader of the old version sees nothing of it.
    Compatible,
    /// There is more than before; a reader of the old version may pass over it.
    Additive,
    /// A reader of the old version may stop, or read something else than is meant.
    Breaking,
}

impl Class {
    pub fn told(self) -> [&'static str; 2] {
        match self {
            Class::Compatible => ["compatible", "compatible"],
            Class::Additive => ["aditivo", "additive"],
            Class::Breaking => ["rompe", "breaking"],
        }
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub kind: ChangeKind,
    pub table: String,
    pub field: Option<String>,
    pub old: Option<String>,
    pub new: Option<String>,
}

impl Change {
    pub(super) fn of(kind: ChangeKind, table: &str, field: Option<&str>) -> Change {
        Change { kind, table: table.to_owned(), field: field.map(str::to_owned), old: None, new: None }
    }

    /// The same, with what was said before and is now; an empty text is nothing.
    pub(super) fn from(self, old: String, new: String) -> Change {
        let said = |text: String| Some(text).filter(|text| !text.is_empty());
        Change { old: said(old), new: said(new), ..self }
    }

    /// `table.field`, or the table alone.
    pub fn place(&self) -> String {
        match &self.field {
            Some(field) => format!("{}.{field}", self.table),
            None => self.table.clone(),
        }
    }

    /// What was before and is now, where that can be said in a few words.
    pub fn detail(&self) -> String {
        match (&self.old, &self.new) {
            (Some(old), Some(new)) => format!("{old} → {new}"),
            (Some(only), None) | (None, Some(only)) => only.clone(),
            (None, None) => String::new(),
        }
    }
}

macro_rules! kinds {
    ($($kind:ident $code:literal $class:ident $what_es:literal $what_en:literal $why_es:literal $why_en:literal;)+) => {
        /// Every kind of change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum ChangeKind { $($kind),+ }

        impl ChangeKind {
            pub const ALL: &[ChangeKind] = &[$(ChangeKind::$kind),+];

            /// The name that programs know it by.
            pub fn code(self) -> &'static str {
                match self { $(ChangeKind::$kind => $code),+ }
            }

            pub fn class(self) -> Class {
                match self { $(ChangeKind::$kind => Class::$class),+ }
            }

            /// What changed, in Spanish and in English.
            pub fn what(self) -> [&'static str; 2] {
                match self { $(ChangeKind::$kind => [$what_es, $what_en]),+ }
            }

            /// Why that is its class, in Spanish and in English.
            pub fn why(self) -> [&'static str; 2] {
                match self { $(ChangeKind::$kind => [$why_es, $why_en]),+ }
            }
        }
    };
}

kinds! {
    TableRemoved "table-removed" Breaking "tabla quitada" "table removed"
        "Quien la lee ya no la encuentra. Cambiarle el nombre es quitarla y agregar otra."
        "Who reads it finds it no more. To rename one is to remove it and to add another.";
    TableKindChanged "table-kind-changed" Breaking "la tabla es de otra clase" "the table is of another kind"
        "Lo que se sumaba ya no se suma, o al revés." "What added up adds up no more, or the other way round.";
    KeyChanged "key-changed" Breaking "otra llave" "another key"
        "Quien une o quita repetidos por la llave obtiene otra cosa." "Who joins or removes duplicates by the key gets something else.";
    KeyLessSure "key-less-sure" Breaking "la llave ya no se promete" "the key is promised no more"
        "Puede haber dos renglones donde había uno." "There may be two rows where there was one.";
    ForeignKeyRemoved "foreign-key-removed" Breaking "una llave foránea ya no se promete" "a foreign key is promised no more"
        "Una unión puede perder renglones." "A join may lose rows.";
    FigureCodeChanged "figure-code-changed" Breaking "las cifras tienen otro identificador" "figures have another id"
        "Lo que se citó ya no se encuentra." "What was cited is found no more.";
    PartitionChanged "partition-changed" Breaking "los archivos Parquet están en otro lugar" "Parquet files lie elsewhere"
        "Una ruta escrita en un programa deja de existir." "A path that stands in a program is gone.";
    FieldRemoved "field-removed" Breaking "campo quitado" "field removed"
        "Quien lo lee ya no lo encuentra, aunque estuviera en desuso: el aviso no quita la promesa."
        "Who reads it finds it no more, even if it was deprecated: the notice does not take the promise away.";
    TypeChanged "type-changed" Breaking "otro tipo" "another type"
        "Un lector con tipos se detiene o redondea." "A typed reader stops, or rounds.";
    UnitChanged "unit-changed" Breaking "otra unidad" "another unit"
        "El mismo número significa otra cosa." "The same number means something else.";
    RequiredDropped "required-dropped" Breaking "puede estar vacío" "may be null"
        "Un lector que no espera vacíos se detiene." "A reader that expects no nulls stops.";
    PatternDropped "pattern-dropped" Breaking "sin patrón" "no pattern any more"
        "Lo que se podía partir o comparar por su forma puede tener cualquiera." "What could be split or compared by its form may have any.";
    PatternChanged "pattern-changed" Breaking "otro patrón" "another pattern"
        "Del texto de dos patrones no se sabe cuál admite más; se supone lo peor." "The text of two patterns does not tell which admits more; the worst is assumed.";
    ListDropped "list-dropped" Breaking "sin lista de valores" "no list of values any more"
        "Puede venir cualquier texto donde había unos cuantos." "Any text may come where there were a few.";
    CodelistChanged "codelist-changed" Breaking "otra lista de claves, o ninguna" "another list of codes, or none"
        "La misma clave significa otra cosa." "The same code means something else.";
    TableAdded "table-added" Additive "tabla nueva" "new table"
        "Quien no la conoce no la abre." "Who does not know it does not open it.";
    FieldAdded "field-added" Additive "campo nuevo" "new field"
        "Las columnas se leen por nombre; está bien en cualquier lugar." "Columns are read by name; any place will do.";
    RequiredFieldAdded "required-field-added" Additive "campo nuevo, nunca vacío" "new field, never null"
        "Para quien lee es una columna más. Quien escribe en esta tabla debe llenarla." "To a reader it is one more column. Who writes into this table must fill it.";
    ValueAdded "value-added" Additive "valor nuevo en la lista" "new value in the list"
        "Todo lector de una lista debe tener un caso para lo que no conoce." "Every reader of a list must have a case for what it does not know.";
    RangeWidened "range-widened" Additive "rango más amplio" "wider range"
        "Pueden venir números que antes no; el tipo es el mismo." "Numbers may come that did not before; the type is the same.";
    ForeignKeyAdded "foreign-key-added" Compatible "llave foránea nueva" "new foreign key"
        "Se promete más." "More is promised.";
    KeySurer "key-surer" Compatible "la llave se promete" "the key is promised"
        "Se promete más." "More is promised.";
    ReferencesChanged "references-changed" Compatible "otras referencias sin promesa" "other references without a promise"
        "No prometen nada." "They promise nothing.";
    FormulasChanged "formulas-changed" Compatible "otras fórmulas" "other formulas"
        "Señalan renglones; no cambian ninguno." "They point rows out, and change none.";
    FieldsMoved "fields-moved" Compatible "otro orden de campos" "another order of fields"
        "Las columnas se leen por nombre." "Columns are read by name.";
    RequiredAdded "required-added" Compatible "nunca está vacío" "is never null"
        "Se promete más." "More is promised.";
    PatternAdded "pattern-added" Compatible "patrón nuevo" "new pattern"
        "Se promete más." "More is promised.";
    ListAdded "list-added" Compatible "lista de valores nueva" "new list of values"
        "Se promete más." "More is promised.";
    ValueRemoved "value-removed" Compatible "un valor menos en la lista" "a value less in the list"
        "Un caso que ya no llega." "A case that comes no more.";
    RangeNarrowed "range-narrowed" Compatible "rango más estrecho" "narrower range"
        "Se promete más." "More is promised.";
    CodelistAdded "codelist-added" Compatible "lista de claves nueva" "new list of codes"
        "Se promete más." "More is promised.";
    Deprecated "deprecated" Compatible "en desuso desde una fecha" "deprecated since a date"
        "Sigue ahí; quitarlo después rompe." "It is still there; to remove it later breaks.";
    DeprecationLifted "deprecation-lifted" Compatible "ya no está en desuso" "deprecated no more"
        "Sigue ahí." "It is still there.";
    WordsChanged "words-changed" Compatible "otras palabras" "other words"
        "Títulos, descripciones y ejemplos son para personas." "Titles, descriptions and examples are for people.";
}
