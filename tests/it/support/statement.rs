//! The twelve harmonised tables of a government that does not exist: round figures that agree with each other, in a
//! layout that no published file has.

use super::workbook::{Book, Sheet, Value};

/// A table's rows: the label, and the budget in thousands. Nothing is printed beside a label with a zero.
type Rows = &'static [(&'static str, u32)];

struct Statement {
    shape: &'static str,
    title: [&'static str; 2],
    label: &'static str,
    heads: &'static [&'static str],
    rows: Rows,
}

const SPENDING: &[&str] =
    &["Aprobado", "Ampliaciones/ (Reducciones)", "Modificado", "Devengado", "Pagado", "Subejercicio"];
const REVENUE: &[&str] =
    &["Estimado", "Ampliaciones/ (Reducciones)", "Modificado", "Devengado", "Recaudado", "Diferencia"];
const EAEPE: &str = "Estado Analítico del Ejercicio del Presupuesto de Egresos";
const LDF: &str = "Estado Analítico del Ejercicio del Presupuesto de Egresos Detallado - LDF";

/// Pesos that every cut of the budget adds up to, and those of personnel.
pub const BUDGET: i64 = 1_000_000;
pub const PERSONNEL: i64 = 600_000;

const STATEMENTS: [Statement; 11] = [
    Statement {
        shape: "categoria-programatica",
        title: ["Gasto por Categoría Programática", ""],
        label: "Concepto",
        heads: SPENDING,
        rows: &[
            ("Programas", 0),
            ("Desempeño de las Funciones", 800),
            ("Prestación de Servicios Públicos", 700),
            ("Provisión de Bienes Públicos", 100),
            ("Administrativos y de Apoyo", 200),
            ("Apoyo a la función pública y al mejoramiento de la gestión", 200),
            ("Total del Gasto", 1000),
        ],
    },
    Statement {
        shape: "eaepe-administrativa",
        title: [EAEPE, "Clasificación Administrativa"],
        label: "Concepto",
        heads: SPENDING,
        rows: &[("Presidencia", 400), ("Tesorería", 350), ("Instituto de las Mujeres", 250), ("Total del Gasto", 1000)],
    },
    Statement {
        shape: "eaepe-funcional",
        title: [EAEPE, "Clasificación Funcional (Finalidad y Función)"],
        label: "Concepto",
        heads: SPENDING,
        rows: &[
            ("Gobierno", 300),
            ("Legislación", 300),
            ("Desarrollo Social", 700),
            ("Protección Ambiental", 200),
            ("Educación", 500),
            ("Total del Gasto", 1000),
        ],
    },
    Statement {
        shape: "eaepe-ingresos",
        title: ["Estado Analítico de Ingresos", ""],
        label: "Rubro de Ingresos",
        heads: REVENUE,
        rows: &[
            ("Impuestos", 500),
            ("Productos", 100),
            ("Corriente", 100),
            ("Participaciones y Aportaciones", 400),
            ("Total", 1000),
        ],
    },
    Statement {
        shape: "eaepe-objeto",
        title: [EAEPE, "Clasificación por Objeto del Gasto (Capítulo y Concepto)"],
        label: "Concepto",
        heads: SPENDING,
        rows: &[
            ("Servicios Personales", 600),
            ("Remuneraciones al Personal de Carácter Permanente", 500),
            ("Seguridad Social", 100),
            ("Materiales y Suministros", 250),
            ("Alimentos y Utensilios", 250),
            ("Servicios Generales", 150),
            ("Servicios Básicos", 150),
            ("Total del Gasto", 1000),
        ],
    },
    Statement {
        shape: "eaepe-tipo",
        title: [EAEPE, "Clasificación Económica (por Tipo de Gasto)"],
        label: "Concepto",
        heads: SPENDING,
        rows: &[("Gasto Corriente", 900), ("Gasto de Capital", 100), ("Total del Gasto", 1000)],
    },
    Statement {
        shape: "ldf-5",
        title: ["Estado Analítico de Ingresos Detallado - LDF", ""],
        label: "Concepto",
        heads: REVENUE,
        rows: &[
            ("Ingresos de Libre Disposición", 0),
            ("A. Impuestos", 500),
            ("E. Productos", 100),
            ("H. Participaciones (H=h1+h2)", 100),
            ("h1) Fondo General de Participaciones", 60),
            ("h2) Fondo de Fomento Municipal", 40),
            ("I. Total de Ingresos de Libre Disposición (I=A+E+H)", 700),
            ("Transferencias Federales Etiquetadas", 0),
            ("A. Aportaciones (A=a3)", 300),
            ("a3) Fondo de Aportaciones para la Infraestructura Social", 300),
            ("II. Total de Transferencias Federales Etiquetadas (II=A)", 300),
            ("IV. Total de Ingresos (IV = I + II)", 1000),
        ],
    },
    Statement {
        shape: "ldf-6a",
        title: [LDF, "Clasificación por Objeto del Gasto (Capítulo y Concepto)"],
        label: "Concepto (c)",
        heads: SPENDING,
        rows: &[
            ("I. Gasto No Etiquetado (I=A+B+C)", 700),
            ("A. Servicios Personales (A=a1+a4)", 400),
            ("a1) Remuneraciones al Personal de Carácter Permanente", 350),
            ("a4) Seguridad Social", 50),
            ("B. Materiales y Suministros (B=b2)", 200),
            ("b2) Alimentos y Utensilios", 200),
            ("C. Servicios Generales (C=c1)", 100),
            ("c1) Servicios Básicos", 100),
            ("II. Gasto Etiquetado (II=A+B+C)", 300),
            ("A. Servicios Personales (A=a1+a4)", 200),
            ("a1) Remuneraciones al Personal de Carácter Permanente", 150),
            ("a4) Seguridad Social", 50),
            ("B. Materiales y Suministros (B=b2)", 50),
            ("b2) Alimentos y Utensilios", 50),
            ("C. Servicios Generales (C=c1)", 50),
            ("c1) Servicios Básicos", 50),
            ("III. Total de Egresos (III = I + II)", 1000),
        ],
    },
    Statement {
        shape: "ldf-6b",
        title: [LDF, "Clasificación Administrativa"],
        label: "Concepto (c)",
        heads: SPENDING,
        rows: &[
            ("I. Gasto No Etiquetado (I=A+B)", 700),
            ("Presidencia", 400),
            ("Tesorería", 300),
            ("II. Gasto Etiquetado (II=A+B)", 300),
            ("Tesorería", 50),
            ("Instituto de las Mujeres", 250),
            ("III. Total de Egresos (III = I + II)", 1000),
        ],
    },
    Statement {
        shape: "ldf-6c",
        title: [LDF, "Clasificación Funcional (Finalidad y Función)"],
        label: "Concepto (c)",
        heads: SPENDING,
        rows: &[
            ("I. Gasto No Etiquetado (I=A+B)", 700),
            ("A. Gobierno (A=a1)", 300),
            ("a1) Legislación", 300),
            ("B. Desarrollo Social (B=b1+b5)", 400),
            ("b1) Protección Ambiental", 100),
            ("b5) Educación", 300),
            ("II. Gasto Etiquetado (II=B)", 300),
            ("B. Desarrollo Social (B=b1+b5)", 300),
            ("b1) Protección Ambiental", 100),
            ("b5) Educación", 200),
            ("III. Total de Egresos (III = I + II)", 1000),
        ],
    },
    Statement {
        shape: "ldf-6d",
        title: [LDF, "Clasificación de Servicios Personales por Categoría"],
        label: "Concepto (c)",
        heads: SPENDING,
        rows: &[
            ("I. Gasto No Etiquetado (I=A+D)", 400),
            ("A. Personal Administrativo y de Servicio Público", 300),
            ("D. Seguridad Pública", 100),
            ("II. Gasto Etiquetado (II=B)", 200),
            ("B. Magisterio", 200),
            ("III. Total del Gasto en Servicios Personales (III = I + II)", 600),
        ],
    },
];

const INDICATORS: [[&str; 9]; 3] = [
    [
        "Clave del Programa presupuestario",
        "Nombre del programa presupuestario",
        "Nombre del Indicador",
        "Nivel",
        "Fórmula de cálculo",
        "Unidad de Medida",
        "Programada",
        "Modificada",
        "Alcanzada",
    ],
    ["E001", "Agua limpia", "Viviendas con agua", "Fin", "V / T * 100", "Porcentaje", "90", "90", "45"],
    ["E002", "Escuelas abiertas", "Escuelas reparadas", "Componente", "E", "Escuela", "12", "10", "3"],
];

/// The workbook of one table, for the first quarter of 2026. `variant` moves the table about.
pub fn statement(shape: &str, name: &str, variant: usize) -> Book {
    let found = STATEMENTS.iter().find(|statement| statement.shape == shape);
    let title = found.map_or(["Indicadores para Resultados", ""], |statement| statement.title);
    let mut lines = vec!["Sistema de Contabilidad Gubernamental", name, title[0], title[1]];
    lines.extend(["Del 1 de enero al 31 de marzo de 2026", "(Pesos)"]);
    // The head of the labels stands in row 11, 12 or 13.
    lines.resize(10 + variant % 3, "");
    let left = 1 + variant % 4;
    let shifted = |cells: Vec<Value>| [vec![Value::Blank; left], cells].concat();
    let mut rows: Vec<Vec<Value>> = lines.into_iter().map(|line| shifted(vec![line.into()])).collect();
    match found {
        Some(statement) => rows.extend(table(statement).into_iter().map(shifted)),
        None => rows.extend(INDICATORS.map(|record| shifted(record.map(cell).to_vec()))),
    }
    rows.push(shifted(vec![
        "Bajo protesta de decir verdad declaramos que los Estados Financieros son correctos".into(),
    ]));
    Book { sheets: vec![Sheet { name: "Hoja 1".to_owned(), rows, ..Sheet::default() }] }
}

fn cell(text: &str) -> Value {
    text.parse().map_or_else(|_| text.into(), Value::Number)
}

fn table(statement: &Statement) -> Vec<Vec<Value>> {
    let head = std::iter::once(statement.label).chain(statement.heads.iter().copied()).map(Value::from).collect();
    let row = |(label, thousands): &(&str, u32)| {
        let amounts = if *thousands == 0 { Vec::new() } else { amounts(statement.heads, f64::from(*thousands)) };
        [vec![(*label).into()], amounts].concat()
    };
    std::iter::once(head).chain(statement.rows.iter().map(row)).collect()
}

/// A tenth was added to the budget, and a quarter of it is done.
fn amounts(heads: &[&str], thousands: f64) -> Vec<Value> {
    let (last, before_last) = if heads == REVENUE { (-750.0, 250.0) } else { (850.0, 200.0) };
    [1000.0, 100.0, 1100.0, 250.0, before_last, last].map(|each| Value::Number(each * thousands)).to_vec()
}
