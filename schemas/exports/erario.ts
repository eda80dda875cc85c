// erario 0.2.0. Written by `cargo xtask docs`; change schemas/fields.json or schemas/tables/.

export const ERARIO_VERSION = "0.2.0";

/** Pesos (MXN) as exact text, such as "-1234.50": a number may lose centavos. */
export type Money = `${number}`;

/** Claves presupuestarias. Cada renglón es una clave presupuestaria de una cuenta. Los renglones de una misma cuenta (`account`) se suman: nunca hay totales entre ellos. No se suman cuentas distintas, ni importes brutos con netos, ni momentos contables entre sí (aprobado más devengado no significa nada). Lo bruto incluye las transferencias entre partes del mismo gobierno. */
export interface BudgetLine {
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`). */
  government_level: "federal" | "state" | "municipal";
  /** Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros. */
  jurisdiction_code: string;
  /** Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen. */
  jurisdiction_name: string;
  /** Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí. */
  coverage: "government" | "entity";
  /** Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo. */
  entity_code?: string | null;
  /** Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo. */
  entity_name?: string | null;
  /** Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre. */
  fiscal_year: number;
  /** Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`). */
  period: string;
  /** Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman. */
  is_cumulative: boolean;
  /** Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar. */
  account_status: "proposed" | "approved" | "partial" | "preliminary" | "final";
  /** Cuenta. Cuenta a la que pertenece la clave: el proyecto que el Ejecutivo envía (`proposal`; ahí `approved` es lo que propone), el decreto (`decree`), el avance del año (`in_year`) o la Cuenta Pública (`final`). No se suman entre sí. */
  account: "proposal" | "decree" | "in_year" | "final";
  /** Base del importe. `gross` (bruto): incluye transferencias entre partes del mismo gobierno, como las aportaciones a seguridad social. `net` (neto): sin ellas, como la cifra del decreto. Vacío donde no hay diferencia. */
  amount_basis?: "gross" | "net" | null;
  /** Clave de ramo. Ramo del Presupuesto de Egresos de la Federación, dos dígitos: `11` Educación Pública, `16` Medio Ambiente y Recursos Naturales. */
  ramo_code?: string | null;
  /** Ramo. Nombre del ramo o del ente, como se publica. */
  ramo_name?: string | null;
  /** Clave de la unidad. Clave de la unidad responsable o dependencia, como se publica (tres caracteres en la Federación). Puede repetirse para unidades distintas: se lee junto con el nombre. */
  unit_code?: string | null;
  /** Unidad administrativa. Nombre de la unidad responsable, dependencia o ente, como se publica, sin espacios repetidos. */
  unit_name?: string | null;
  /** Clave de finalidad. Finalidad de la Clasificación Funcional del Gasto del CONAC: `1` Gobierno, `2` Desarrollo Social, `3` Desarrollo Económico, `4` Otras no Clasificadas en Funciones Anteriores. */
  purpose_code?: string | null;
  /** Finalidad. Nombre de la finalidad. */
  purpose_name?: string | null;
  /** Clave de función. Función de la Clasificación Funcional del Gasto del CONAC, con punto: `2.5` Educación, `2.1` Protección Ambiental. Vacía si la finalidad no viene desglosada. */
  function_code?: string | null;
  /** Función. Nombre de la función. */
  function_name?: string | null;
  /** Clave de subfunción. Subfunción de la Clasificación Funcional del Gasto del CONAC, con puntos: `2.5.1` Educación Básica. */
  subfunction_code?: string | null;
  /** Subfunción. Nombre de la subfunción. */
  subfunction_name?: string | null;
  /** Clave de reasignación. Dice si la línea viene del proyecto del Ejecutivo (`0`) o de una ampliación de la Cámara de Diputados (`1`). Sin ella, 317 claves del PEF 2016 se repiten. */
  reallocation_code?: string | null;
  /** Reasignación. El nombre de la reasignación, como lo publica la fuente. */
  reallocation_name?: string | null;
  /** Clave de actividad institucional. Actividad institucional: la acción sustantiva o de apoyo a la que se destina el gasto. */
  activity_code?: string | null;
  /** Actividad institucional. Nombre de la actividad institucional. */
  activity_name?: string | null;
  /** Clave de modalidad. Modalidad del programa presupuestario, una letra de la Clasificación Programática del CONAC: `E` Prestación de Servicios Públicos, `S` Sujetos a Reglas de Operación. */
  modality_code?: string | null;
  /** Modalidad. Nombre de la modalidad del programa presupuestario. */
  modality_name?: string | null;
  /** Clave del programa presupuestario. Programa presupuestario: modalidad y número, `P001`; tres dígitos en la Federación, hasta cinco en otros gobiernos. El mismo número en otro ramo es otro programa. */
  program_code?: string | null;
  /** Programa presupuestario. Nombre del programa presupuestario, como se publica. */
  program_name?: string | null;
  /** Clave del objeto del gasto. Clave del Clasificador por Objeto del Gasto al nivel más fino que se publica: concepto (`1100`), partida genérica o partida específica. */
  object_code?: string | null;
  /** Objeto del gasto. Nombre del objeto del gasto. */
  object_name?: string | null;
  /** Clave de capítulo. Capítulo del Clasificador por Objeto del Gasto del CONAC, cuatro dígitos: `1000` Servicios personales. */
  object_chapter_code?: string | null;
  /** Clave de concepto. Concepto del Clasificador por Objeto del Gasto del CONAC, cuatro dígitos: `1100`. Vacía si el capítulo no viene desglosado. */
  object_concept_code?: string | null;
  /** Clave de tipo de gasto. Tipo de gasto, como se publica. La Federación usa una lista más larga que la del CONAC: léase con el nombre. */
  spending_type_code?: string | null;
  /** Tipo de gasto. Nombre del tipo de gasto: corriente, de capital, pensiones y jubilaciones, participaciones… */
  spending_type_name?: string | null;
  /** Clave de fuente de financiamiento. Fuente de financiamiento, como se publica. */
  funding_source_code?: string | null;
  /** Fuente de financiamiento. Nombre de la fuente de financiamiento: recursos fiscales, ingresos propios, financiamiento externo… */
  funding_source_name?: string | null;
  /** Clave de entidad federativa. Entidad federativa en la que se ejerce el gasto, clave INEGI de dos dígitos. Vacía si el gasto no se ubica en una; véase `location_kind`. */
  state_code?: string | null;
  /** Entidad federativa. Entidad federativa en la que se ejerce el gasto, con el nombre que le da la fuente; la clave es la del INEGI. */
  state_name?: string | null;
  /** Tipo de ubicación. `state`: una entidad federativa. `national`: varias o todo el país. `abroad`: en el extranjero. `not_distributable`: no distribuible geográficamente. En los archivos federales son las claves 33, 34 y 35, que no son entidades. */
  location_kind?: "state" | "national" | "abroad" | "not_distributable" | null;
  /** Clave de cartera. Clave del programa o proyecto en la cartera de inversión de la SHCP; vacía si el gasto no pertenece a uno. */
  investment_key?: string | null;
  /** Aprobado. Pesos (MXN) corrientes. Presupuesto de egresos aprobado: la asignación anual que autoriza el Congreso o el Cabildo. Momento contable del gasto (LGCG, artículo 38). */
  approved?: Money | null;
  /** Ampliaciones y reducciones. Pesos (MXN) corrientes. Adecuaciones netas durante el año: modificado menos aprobado (en ingresos, menos estimado). Puede ser negativo. */
  extensions_reductions?: Money | null;
  /** Modificado. Pesos (MXN) corrientes. Presupuesto, o ingreso estimado, con las adecuaciones hechas hasta el corte (LGCG, artículo 38). */
  modified?: Money | null;
  /** Comprometido. Pesos (MXN) corrientes. Gasto comprometido: hay un acto o contrato que formaliza la obligación con un tercero (LGCG, artículos 4 y 38). */
  committed?: Money | null;
  /** Devengado. Pesos (MXN) corrientes. Gasto devengado: se reconoce la obligación de pago por bienes, servicios u obras recibidos (LGCG, artículos 4 y 38). Es el «gasto» de las comparaciones. En ingresos, el ingreso al que ya hay derecho de cobro. */
  accrued?: Money | null;
  /** Ejercido. Pesos (MXN) corrientes. Gasto ejercido: se emitió la cuenta por liquidar certificada u orden de pago (LGCG, artículos 4 y 38). En la Cuenta Pública federal, «Ejercicio» es lo pagado más los adeudos del año (ADEFAS) pagados en el siguiente. */
  exercised?: Money | null;
  /** Pagado. Pesos (MXN) corrientes. Gasto pagado: la obligación se canceló con un desembolso (LGCG, artículos 4 y 38). */
  paid?: Money | null;
  /** Subejercicio. Pesos (MXN) corrientes. Subejercicio como lo define el estado analítico: modificado menos devengado. Negativo si se devengó más que lo modificado. */
  under_spending?: Money | null;
  /** Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles. */
  trust: "ok" | "doubtful";
  /** Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno. */
  doubtful_amounts?: string | null;
  /** Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe. */
  doubt?: string | null;
  /** Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual. */
  correction_id?: string | null;
  /** Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia. */
  source_id: string;
  /** Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes. */
  source_part?: string | null;
  /** Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez. */
  source_row: number;
}

/** Gasto por función. Cada renglón es una función de la Clasificación Funcional del Gasto del CONAC, de un gobierno y un año. Los renglones de un gobierno y un año se suman. Es el mismo dinero que en las tablas por objeto, unidad y programa: no se suma con ellas. `government` y `entity` no se suman entre sí, ni los momentos contables. Un total que la fuente no desglosa es él mismo el renglón, con la clave de abajo vacía. Los totales impresos están en `published_total`. */
export interface SpendingByFunction {
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`). */
  government_level: "federal" | "state" | "municipal";
  /** Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros. */
  jurisdiction_code: string;
  /** Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen. */
  jurisdiction_name: string;
  /** Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí. */
  coverage: "government" | "entity";
  /** Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo. */
  entity_code?: string | null;
  /** Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo. */
  entity_name?: string | null;
  /** Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre. */
  fiscal_year: number;
  /** Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`). */
  period: string;
  /** Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman. */
  is_cumulative: boolean;
  /** Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar. */
  account_status: "proposed" | "approved" | "partial" | "preliminary" | "final";
  /** Clave de finalidad. Finalidad de la Clasificación Funcional del Gasto del CONAC: `1` Gobierno, `2` Desarrollo Social, `3` Desarrollo Económico, `4` Otras no Clasificadas en Funciones Anteriores. */
  purpose_code?: string | null;
  /** Finalidad. Nombre de la finalidad. */
  purpose_name?: string | null;
  /** Clave de función. Función de la Clasificación Funcional del Gasto del CONAC, con punto: `2.5` Educación, `2.1` Protección Ambiental. Vacía si la finalidad no viene desglosada. */
  function_code?: string | null;
  /** Función. Nombre de la función. */
  function_name?: string | null;
  /** Es etiquetado. Verdadero: gasto etiquetado o ingreso de transferencias federales etiquetadas (LDF). Falso: no etiquetado o de libre disposición. Vacío si la fuente no lo distingue. */
  is_earmarked?: boolean | null;
  /** División COFOG. División de la clasificación de las funciones del gobierno de las Naciones Unidas (COFOG/CFG) que corresponde a la función: `09` Educación. Es una equivalencia nuestra, no un dato de la fuente; vacía donde su certeza es menor que media. */
  cofog_division_code?: string | null;
  /** Certeza de la equivalencia. Qué tan exacta es la equivalencia con COFOG: alta (`high`), media (`medium`), baja (`low`) o sin equivalencia (`none`). Con las dos últimas, `cofog_division_code` está vacía. */
  cofog_confidence?: "high" | "medium" | "low" | "none" | null;
  /** Aprobado. Pesos (MXN) corrientes. Presupuesto de egresos aprobado: la asignación anual que autoriza el Congreso o el Cabildo. Momento contable del gasto (LGCG, artículo 38). */
  approved?: Money | null;
  /** Ampliaciones y reducciones. Pesos (MXN) corrientes. Adecuaciones netas durante el año: modificado menos aprobado (en ingresos, menos estimado). Puede ser negativo. */
  extensions_reductions?: Money | null;
  /** Modificado. Pesos (MXN) corrientes. Presupuesto, o ingreso estimado, con las adecuaciones hechas hasta el corte (LGCG, artículo 38). */
  modified?: Money | null;
  /** Comprometido. Pesos (MXN) corrientes. Gasto comprometido: hay un acto o contrato que formaliza la obligación con un tercero (LGCG, artículos 4 y 38). */
  committed?: Money | null;
  /** Devengado. Pesos (MXN) corrientes. Gasto devengado: se reconoce la obligación de pago por bienes, servicios u obras recibidos (LGCG, artículos 4 y 38). Es el «gasto» de las comparaciones. En ingresos, el ingreso al que ya hay derecho de cobro. */
  accrued?: Money | null;
  /** Ejercido. Pesos (MXN) corrientes. Gasto ejercido: se emitió la cuenta por liquidar certificada u orden de pago (LGCG, artículos 4 y 38). En la Cuenta Pública federal, «Ejercicio» es lo pagado más los adeudos del año (ADEFAS) pagados en el siguiente. */
  exercised?: Money | null;
  /** Pagado. Pesos (MXN) corrientes. Gasto pagado: la obligación se canceló con un desembolso (LGCG, artículos 4 y 38). */
  paid?: Money | null;
  /** Subejercicio. Pesos (MXN) corrientes. Subejercicio como lo define el estado analítico: modificado menos devengado. Negativo si se devengó más que lo modificado. */
  under_spending?: Money | null;
  /** Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles. */
  trust: "ok" | "doubtful";
  /** Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno. */
  doubtful_amounts?: string | null;
  /** Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe. */
  doubt?: string | null;
  /** Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual. */
  correction_id?: string | null;
  /** Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia. */
  source_id: string;
  /** Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes. */
  source_part?: string | null;
  /** Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez. */
  source_row: number;
}

/** Gasto por objeto. Cada renglón es un concepto del Clasificador por Objeto del Gasto del CONAC, de un gobierno y un año: en qué se gasta. Los renglones de un gobierno y un año se suman. Es el mismo dinero que en las tablas por función, unidad y programa: no se suma con ellas. Un total que la fuente no desglosa es él mismo el renglón, con la clave de abajo vacía. Los totales impresos están en `published_total`. */
export interface SpendingByObject {
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`). */
  government_level: "federal" | "state" | "municipal";
  /** Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros. */
  jurisdiction_code: string;
  /** Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen. */
  jurisdiction_name: string;
  /** Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí. */
  coverage: "government" | "entity";
  /** Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo. */
  entity_code?: string | null;
  /** Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo. */
  entity_name?: string | null;
  /** Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre. */
  fiscal_year: number;
  /** Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`). */
  period: string;
  /** Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman. */
  is_cumulative: boolean;
  /** Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar. */
  account_status: "proposed" | "approved" | "partial" | "preliminary" | "final";
  /** Clave de capítulo. Capítulo del Clasificador por Objeto del Gasto del CONAC, cuatro dígitos: `1000` Servicios personales. */
  object_chapter_code?: string | null;
  /** Capítulo. Nombre del capítulo de gasto. */
  object_chapter_name?: string | null;
  /** Clave de concepto. Concepto del Clasificador por Objeto del Gasto del CONAC, cuatro dígitos: `1100`. Vacía si el capítulo no viene desglosado. */
  object_concept_code?: string | null;
  /** Concepto del gasto. Nombre del concepto del gasto. */
  object_concept_name?: string | null;
  /** Es etiquetado. Verdadero: gasto etiquetado o ingreso de transferencias federales etiquetadas (LDF). Falso: no etiquetado o de libre disposición. Vacío si la fuente no lo distingue. */
  is_earmarked?: boolean | null;
  /** Aprobado. Pesos (MXN) corrientes. Presupuesto de egresos aprobado: la asignación anual que autoriza el Congreso o el Cabildo. Momento contable del gasto (LGCG, artículo 38). */
  approved?: Money | null;
  /** Ampliaciones y reducciones. Pesos (MXN) corrientes. Adecuaciones netas durante el año: modificado menos aprobado (en ingresos, menos estimado). Puede ser negativo. */
  extensions_reductions?: Money | null;
  /** Modificado. Pesos (MXN) corrientes. Presupuesto, o ingreso estimado, con las adecuaciones hechas hasta el corte (LGCG, artículo 38). */
  modified?: Money | null;
  /** Comprometido. Pesos (MXN) corrientes. Gasto comprometido: hay un acto o contrato que formaliza la obligación con un tercero (LGCG, artículos 4 y 38). */
  committed?: Money | null;
  /** Devengado. Pesos (MXN) corrientes. Gasto devengado: se reconoce la obligación de pago por bienes, servicios u obras recibidos (LGCG, artículos 4 y 38). Es el «gasto» de las comparaciones. En ingresos, el ingreso al que ya hay derecho de cobro. */
  accrued?: Money | null;
  /** Ejercido. Pesos (MXN) corrientes. Gasto ejercido: se emitió la cuenta por liquidar certificada u orden de pago (LGCG, artículos 4 y 38). En la Cuenta Pública federal, «Ejercicio» es lo pagado más los adeudos del año (ADEFAS) pagados en el siguiente. */
  exercised?: Money | null;
  /** Pagado. Pesos (MXN) corrientes. Gasto pagado: la obligación se canceló con un desembolso (LGCG, artículos 4 y 38). */
  paid?: Money | null;
  /** Subejercicio. Pesos (MXN) corrientes. Subejercicio como lo define el estado analítico: modificado menos devengado. Negativo si se devengó más que lo modificado. */
  under_spending?: Money | null;
  /** Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles. */
  trust: "ok" | "doubtful";
  /** Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno. */
  doubtful_amounts?: string | null;
  /** Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe. */
  doubt?: string | null;
  /** Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual. */
  correction_id?: string | null;
  /** Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia. */
  source_id: string;
  /** Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes. */
  source_part?: string | null;
  /** Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez. */
  source_row: number;
}

/** Gasto por unidad administrativa. Cada renglón es una unidad administrativa: una dependencia, un poder, un órgano autónomo, una entidad. Los renglones de un gobierno y un año se suman. Las claves se repiten para unidades distintas, por eso la llave lleva el nombre. Las claves cambian de un año a otro: para seguir a una unidad use su nombre, con cuidado. Es el mismo dinero que en las tablas por función, objeto y programa: no se suma con ellas. Un total que la fuente no desglosa es él mismo el renglón, con la clave de abajo vacía. Los totales impresos están en `published_total`. */
export interface SpendingByUnit {
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`). */
  government_level: "federal" | "state" | "municipal";
  /** Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros. */
  jurisdiction_code: string;
  /** Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen. */
  jurisdiction_name: string;
  /** Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí. */
  coverage: "government" | "entity";
  /** Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo. */
  entity_code?: string | null;
  /** Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo. */
  entity_name?: string | null;
  /** Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre. */
  fiscal_year: number;
  /** Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`). */
  period: string;
  /** Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman. */
  is_cumulative: boolean;
  /** Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar. */
  account_status: "proposed" | "approved" | "partial" | "preliminary" | "final";
  /** Clave de la unidad. Clave de la unidad responsable o dependencia, como se publica (tres caracteres en la Federación). Puede repetirse para unidades distintas: se lee junto con el nombre. */
  unit_code?: string | null;
  /** Unidad administrativa. Nombre de la unidad responsable, dependencia o ente, como se publica, sin espacios repetidos. */
  unit_name?: string | null;
  /** Es etiquetado. Verdadero: gasto etiquetado o ingreso de transferencias federales etiquetadas (LDF). Falso: no etiquetado o de libre disposición. Vacío si la fuente no lo distingue. */
  is_earmarked?: boolean | null;
  /** Aprobado. Pesos (MXN) corrientes. Presupuesto de egresos aprobado: la asignación anual que autoriza el Congreso o el Cabildo. Momento contable del gasto (LGCG, artículo 38). */
  approved?: Money | null;
  /** Ampliaciones y reducciones. Pesos (MXN) corrientes. Adecuaciones netas durante el año: modificado menos aprobado (en ingresos, menos estimado). Puede ser negativo. */
  extensions_reductions?: Money | null;
  /** Modificado. Pesos (MXN) corrientes. Presupuesto, o ingreso estimado, con las adecuaciones hechas hasta el corte (LGCG, artículo 38). */
  modified?: Money | null;
  /** Comprometido. Pesos (MXN) corrientes. Gasto comprometido: hay un acto o contrato que formaliza la obligación con un tercero (LGCG, artículos 4 y 38). */
  committed?: Money | null;
  /** Devengado. Pesos (MXN) corrientes. Gasto devengado: se reconoce la obligación de pago por bienes, servicios u obras recibidos (LGCG, artículos 4 y 38). Es el «gasto» de las comparaciones. En ingresos, el ingreso al que ya hay derecho de cobro. */
  accrued?: Money | null;
  /** Ejercido. Pesos (MXN) corrientes. Gasto ejercido: se emitió la cuenta por liquidar certificada u orden de pago (LGCG, artículos 4 y 38). En la Cuenta Pública federal, «Ejercicio» es lo pagado más los adeudos del año (ADEFAS) pagados en el siguiente. */
  exercised?: Money | null;
  /** Pagado. Pesos (MXN) corrientes. Gasto pagado: la obligación se canceló con un desembolso (LGCG, artículos 4 y 38). */
  paid?: Money | null;
  /** Subejercicio. Pesos (MXN) corrientes. Subejercicio como lo define el estado analítico: modificado menos devengado. Negativo si se devengó más que lo modificado. */
  under_spending?: Money | null;
  /** Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles. */
  trust: "ok" | "doubtful";
  /** Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno. */
  doubtful_amounts?: string | null;
  /** Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe. */
  doubt?: string | null;
  /** Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual. */
  correction_id?: string | null;
  /** Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia. */
  source_id: string;
  /** Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes. */
  source_part?: string | null;
  /** Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez. */
  source_row: number;
}

/** Gasto por tipo. Cada renglón es un tipo de gasto de la clasificación económica del CONAC: corriente, de capital, amortización de la deuda, pensiones y jubilaciones, participaciones. Los renglones de un gobierno o ente y un periodo se suman. Es el mismo dinero que en las tablas por función, objeto, unidad y programa: no se suma con ellas. Los totales impresos están en `published_total`. */
export interface SpendingByType {
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`). */
  government_level: "federal" | "state" | "municipal";
  /** Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros. */
  jurisdiction_code: string;
  /** Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen. */
  jurisdiction_name: string;
  /** Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí. */
  coverage: "government" | "entity";
  /** Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo. */
  entity_code?: string | null;
  /** Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo. */
  entity_name?: string | null;
  /** Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre. */
  fiscal_year: number;
  /** Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`). */
  period: string;
  /** Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman. */
  is_cumulative: boolean;
  /** Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar. */
  account_status: "proposed" | "approved" | "partial" | "preliminary" | "final";
  /** Clave de tipo de gasto. Tipo de gasto, como se publica. La Federación usa una lista más larga que la del CONAC: léase con el nombre. */
  spending_type_code?: string | null;
  /** Tipo de gasto. Nombre del tipo de gasto: corriente, de capital, pensiones y jubilaciones, participaciones… */
  spending_type_name?: string | null;
  /** Aprobado. Pesos (MXN) corrientes. Presupuesto de egresos aprobado: la asignación anual que autoriza el Congreso o el Cabildo. Momento contable del gasto (LGCG, artículo 38). */
  approved?: Money | null;
  /** Ampliaciones y reducciones. Pesos (MXN) corrientes. Adecuaciones netas durante el año: modificado menos aprobado (en ingresos, menos estimado). Puede ser negativo. */
  extensions_reductions?: Money | null;
  /** Modificado. Pesos (MXN) corrientes. Presupuesto, o ingreso estimado, con las adecuaciones hechas hasta el corte (LGCG, artículo 38). */
  modified?: Money | null;
  /** Comprometido. Pesos (MXN) corrientes. Gasto comprometido: hay un acto o contrato que formaliza la obligación con un tercero (LGCG, artículos 4 y 38). */
  committed?: Money | null;
  /** Devengado. Pesos (MXN) corrientes. Gasto devengado: se reconoce la obligación de pago por bienes, servicios u obras recibidos (LGCG, artículos 4 y 38). Es el «gasto» de las comparaciones. En ingresos, el ingreso al que ya hay derecho de cobro. */
  accrued?: Money | null;
  /** Ejercido. Pesos (MXN) corrientes. Gasto ejercido: se emitió la cuenta por liquidar certificada u orden de pago (LGCG, artículos 4 y 38). En la Cuenta Pública federal, «Ejercicio» es lo pagado más los adeudos del año (ADEFAS) pagados en el siguiente. */
  exercised?: Money | null;
  /** Pagado. Pesos (MXN) corrientes. Gasto pagado: la obligación se canceló con un desembolso (LGCG, artículos 4 y 38). */
  paid?: Money | null;
  /** Subejercicio. Pesos (MXN) corrientes. Subejercicio como lo define el estado analítico: modificado menos devengado. Negativo si se devengó más que lo modificado. */
  under_spending?: Money | null;
  /** Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles. */
  trust: "ok" | "doubtful";
  /** Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno. */
  doubtful_amounts?: string | null;
  /** Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe. */
  doubt?: string | null;
  /** Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual. */
  correction_id?: string | null;
  /** Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia. */
  source_id: string;
  /** Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes. */
  source_part?: string | null;
  /** Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez. */
  source_row: number;
}

/** Gasto en personal por categoría. Cada renglón es una categoría de personal del formato 6d de la LDF: administrativo y de servicio público, magisterio, servicios de salud, seguridad pública, leyes federales nuevas, sentencias laborales. Los renglones de un gobierno o ente y un periodo se suman. Es el mismo dinero que el capítulo `1000` de `spending_by_object`: no se suma con él. Los totales impresos están en `published_total`. */
export interface SpendingByStaff {
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`). */
  government_level: "federal" | "state" | "municipal";
  /** Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros. */
  jurisdiction_code: string;
  /** Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen. */
  jurisdiction_name: string;
  /** Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí. */
  coverage: "government" | "entity";
  /** Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo. */
  entity_code?: string | null;
  /** Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo. */
  entity_name?: string | null;
  /** Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre. */
  fiscal_year: number;
  /** Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`). */
  period: string;
  /** Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman. */
  is_cumulative: boolean;
  /** Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar. */
  account_status: "proposed" | "approved" | "partial" | "preliminary" | "final";
  /** Clave de la categoría de personal. Letra de la categoría en el formato 6d de la LDF, con su número si lo tiene, como se publica: `A`, `C1`. Léase con el nombre. */
  staff_code?: string | null;
  /** Categoría de personal. Nombre de la categoría de personal: administrativo y de servicio público, magisterio, servicios de salud… */
  staff_name?: string | null;
  /** Es etiquetado. Verdadero: gasto etiquetado o ingreso de transferencias federales etiquetadas (LDF). Falso: no etiquetado o de libre disposición. Vacío si la fuente no lo distingue. */
  is_earmarked?: boolean | null;
  /** Aprobado. Pesos (MXN) corrientes. Presupuesto de egresos aprobado: la asignación anual que autoriza el Congreso o el Cabildo. Momento contable del gasto (LGCG, artículo 38). */
  approved?: Money | null;
  /** Ampliaciones y reducciones. Pesos (MXN) corrientes. Adecuaciones netas durante el año: modificado menos aprobado (en ingresos, menos estimado). Puede ser negativo. */
  extensions_reductions?: Money | null;
  /** Modificado. Pesos (MXN) corrientes. Presupuesto, o ingreso estimado, con las adecuaciones hechas hasta el corte (LGCG, artículo 38). */
  modified?: Money | null;
  /** Comprometido. Pesos (MXN) corrientes. Gasto comprometido: hay un acto o contrato que formaliza la obligación con un tercero (LGCG, artículos 4 y 38). */
  committed?: Money | null;
  /** Devengado. Pesos (MXN) corrientes. Gasto devengado: se reconoce la obligación de pago por bienes, servicios u obras recibidos (LGCG, artículos 4 y 38). Es el «gasto» de las comparaciones. En ingresos, el ingreso al que ya hay derecho de cobro. */
  accrued?: Money | null;
  /** Ejercido. Pesos (MXN) corrientes. Gasto ejercido: se emitió la cuenta por liquidar certificada u orden de pago (LGCG, artículos 4 y 38). En la Cuenta Pública federal, «Ejercicio» es lo pagado más los adeudos del año (ADEFAS) pagados en el siguiente. */
  exercised?: Money | null;
  /** Pagado. Pesos (MXN) corrientes. Gasto pagado: la obligación se canceló con un desembolso (LGCG, artículos 4 y 38). */
  paid?: Money | null;
  /** Subejercicio. Pesos (MXN) corrientes. Subejercicio como lo define el estado analítico: modificado menos devengado. Negativo si se devengó más que lo modificado. */
  under_spending?: Money | null;
  /** Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles. */
  trust: "ok" | "doubtful";
  /** Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno. */
  doubtful_amounts?: string | null;
  /** Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe. */
  doubt?: string | null;
  /** Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual. */
  correction_id?: string | null;
  /** Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia. */
  source_id: string;
  /** Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes. */
  source_part?: string | null;
  /** Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez. */
  source_row: number;
}

/** Gasto por programa presupuestario. Cada renglón es un programa presupuestario de un ramo o ente, o una categoría (modalidad) donde la fuente no llega a los programas: para qué se gasta. Los renglones de un gobierno y un año se suman. Es el mismo dinero que en las tablas por función, objeto y unidad: no se suma con ellas. La clave de un programa solo es única dentro de su ramo. Un total que la fuente no desglosa es él mismo el renglón, con la clave de abajo vacía. En el archivo federal por programa no están todos los entes: sin Pemex, CFE, IMSS ni ISSSTE, suma menos que el presupuesto neto. Los totales impresos están en `published_total`. */
export interface SpendingByProgram {
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`). */
  government_level: "federal" | "state" | "municipal";
  /** Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros. */
  jurisdiction_code: string;
  /** Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen. */
  jurisdiction_name: string;
  /** Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí. */
  coverage: "government" | "entity";
  /** Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo. */
  entity_code?: string | null;
  /** Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo. */
  entity_name?: string | null;
  /** Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre. */
  fiscal_year: number;
  /** Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`). */
  period: string;
  /** Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman. */
  is_cumulative: boolean;
  /** Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar. */
  account_status: "proposed" | "approved" | "partial" | "preliminary" | "final";
  /** Poder o grupo de ramos. El rótulo más alto de la fuente: Poder Legislativo, Poder Judicial, Órganos Autónomos, Ramos Administrativos, Ramos Generales. */
  branch_name?: string | null;
  /** Clave de ramo. Ramo del Presupuesto de Egresos de la Federación, dos dígitos: `11` Educación Pública, `16` Medio Ambiente y Recursos Naturales. */
  ramo_code?: string | null;
  /** Ramo. Nombre del ramo o del ente, como se publica. */
  ramo_name?: string | null;
  /** Clave de modalidad. Modalidad del programa presupuestario, una letra de la Clasificación Programática del CONAC: `E` Prestación de Servicios Públicos, `S` Sujetos a Reglas de Operación. */
  modality_code?: string | null;
  /** Modalidad. Nombre de la modalidad del programa presupuestario. */
  modality_name?: string | null;
  /** Clave del programa presupuestario. Programa presupuestario: modalidad y número, `P001`; tres dígitos en la Federación, hasta cinco en otros gobiernos. El mismo número en otro ramo es otro programa. */
  program_code?: string | null;
  /** Programa presupuestario. Nombre del programa presupuestario, como se publica. */
  program_name?: string | null;
  /** Aprobado. Pesos (MXN) corrientes. Presupuesto de egresos aprobado: la asignación anual que autoriza el Congreso o el Cabildo. Momento contable del gasto (LGCG, artículo 38). */
  approved?: Money | null;
  /** Ampliaciones y reducciones. Pesos (MXN) corrientes. Adecuaciones netas durante el año: modificado menos aprobado (en ingresos, menos estimado). Puede ser negativo. */
  extensions_reductions?: Money | null;
  /** Modificado. Pesos (MXN) corrientes. Presupuesto, o ingreso estimado, con las adecuaciones hechas hasta el corte (LGCG, artículo 38). */
  modified?: Money | null;
  /** Comprometido. Pesos (MXN) corrientes. Gasto comprometido: hay un acto o contrato que formaliza la obligación con un tercero (LGCG, artículos 4 y 38). */
  committed?: Money | null;
  /** Devengado. Pesos (MXN) corrientes. Gasto devengado: se reconoce la obligación de pago por bienes, servicios u obras recibidos (LGCG, artículos 4 y 38). Es el «gasto» de las comparaciones. En ingresos, el ingreso al que ya hay derecho de cobro. */
  accrued?: Money | null;
  /** Ejercido. Pesos (MXN) corrientes. Gasto ejercido: se emitió la cuenta por liquidar certificada u orden de pago (LGCG, artículos 4 y 38). En la Cuenta Pública federal, «Ejercicio» es lo pagado más los adeudos del año (ADEFAS) pagados en el siguiente. */
  exercised?: Money | null;
  /** Pagado. Pesos (MXN) corrientes. Gasto pagado: la obligación se canceló con un desembolso (LGCG, artículos 4 y 38). */
  paid?: Money | null;
  /** Subejercicio. Pesos (MXN) corrientes. Subejercicio como lo define el estado analítico: modificado menos devengado. Negativo si se devengó más que lo modificado. */
  under_spending?: Money | null;
  /** Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles. */
  trust: "ok" | "doubtful";
  /** Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno. */
  doubtful_amounts?: string | null;
  /** Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe. */
  doubt?: string | null;
  /** Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual. */
  correction_id?: string | null;
  /** Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia. */
  source_id: string;
  /** Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes. */
  source_part?: string | null;
  /** Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez. */
  source_row: number;
}

/** Ingresos por fuente. Cada renglón es un rubro o concepto de ingreso, de un gobierno y un año. Los renglones de un gobierno, un año y una clasificación (`revenue_scheme`) se suman; dos clasificaciones del mismo gobierno son el mismo dinero y no se suman. Incluye los ingresos derivados de financiamientos (deuda), que conviene separar al comparar. Un total que la fuente no desglosa es él mismo el renglón, con la clave de abajo vacía. Los totales impresos están en `published_total`. */
export interface RevenueBySource {
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`). */
  government_level: "federal" | "state" | "municipal";
  /** Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros. */
  jurisdiction_code: string;
  /** Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen. */
  jurisdiction_name: string;
  /** Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí. */
  coverage: "government" | "entity";
  /** Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo. */
  entity_code?: string | null;
  /** Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo. */
  entity_name?: string | null;
  /** Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre. */
  fiscal_year: number;
  /** Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`). */
  period: string;
  /** Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman. */
  is_cumulative: boolean;
  /** Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar. */
  account_status: "proposed" | "approved" | "partial" | "preliminary" | "final";
  /** Clasificación del ingreso. `ldf5`: los renglones del formato 5 de la LDF. `cri`: el Clasificador por Rubros de Ingresos del CONAC. Son dos cortes del mismo dinero: no se suman. */
  revenue_scheme: "ldf5" | "cri";
  /** Clave del ingreso. Clave del rubro o concepto de ingreso en su clasificación. Vacía si el total no viene desglosado. */
  revenue_code?: string | null;
  /** Ingreso. Nombre del rubro o concepto de ingreso: Impuestos, Derechos, Participaciones, Fondo de Aportaciones para la Nómina Educativa… */
  revenue_name?: string | null;
  /** Es etiquetado. Verdadero: gasto etiquetado o ingreso de transferencias federales etiquetadas (LDF). Falso: no etiquetado o de libre disposición. Vacío si la fuente no lo distingue. */
  is_earmarked?: boolean | null;
  /** Ingreso estimado. Pesos (MXN) corrientes. Ingreso estimado: lo que la Ley de Ingresos prevé recaudar. Los archivos de ingresos de algunos publicadores lo llaman «Aprobado». Momento contable del ingreso (LGCG, artículo 38). */
  estimated?: Money | null;
  /** Ampliaciones y reducciones. Pesos (MXN) corrientes. Adecuaciones netas durante el año: modificado menos aprobado (en ingresos, menos estimado). Puede ser negativo. */
  extensions_reductions?: Money | null;
  /** Modificado. Pesos (MXN) corrientes. Presupuesto, o ingreso estimado, con las adecuaciones hechas hasta el corte (LGCG, artículo 38). */
  modified?: Money | null;
  /** Devengado. Pesos (MXN) corrientes. Gasto devengado: se reconoce la obligación de pago por bienes, servicios u obras recibidos (LGCG, artículos 4 y 38). Es el «gasto» de las comparaciones. En ingresos, el ingreso al que ya hay derecho de cobro. */
  accrued?: Money | null;
  /** Recaudado. Pesos (MXN) corrientes. Ingreso recaudado: lo que efectivamente se cobró (LGCG, artículo 38). */
  collected?: Money | null;
  /** Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles. */
  trust: "ok" | "doubtful";
  /** Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno. */
  doubtful_amounts?: string | null;
  /** Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe. */
  doubt?: string | null;
  /** Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual. */
  correction_id?: string | null;
  /** Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia. */
  source_id: string;
  /** Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes. */
  source_part?: string | null;
  /** Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez. */
  source_row: number;
}

/** Indicadores para resultados. Cada renglón es un indicador de un programa en un corte del año: qué se propuso y qué se alcanzó hasta esa fecha. Aquí están todos los cortes publicados, no solo el último. Metas y resultados no se suman. */
export interface Indicator {
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`). */
  government_level: "federal" | "state" | "municipal";
  /** Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros. */
  jurisdiction_code: string;
  /** Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen. */
  jurisdiction_name: string;
  /** Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí. */
  coverage: "government" | "entity";
  /** Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo. */
  entity_code?: string | null;
  /** Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo. */
  entity_name?: string | null;
  /** Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre. */
  fiscal_year: number;
  /** Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`). */
  period: string;
  /** Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman. */
  is_cumulative: boolean;
  /** Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar. */
  account_status: "proposed" | "approved" | "partial" | "preliminary" | "final";
  /** Clave del programa presupuestario. Programa presupuestario: modalidad y número, `P001`; tres dígitos en la Federación, hasta cinco en otros gobiernos. El mismo número en otro ramo es otro programa. */
  program_code?: string | null;
  /** Programa presupuestario. Nombre del programa presupuestario, como se publica. */
  program_name?: string | null;
  /** Clave del indicador. Clave del indicador, donde la fuente la publica. */
  indicator_code?: string | null;
  /** Indicador. Nombre del indicador, como se publica. */
  indicator_name?: string | null;
  /** Nivel del indicador. Nivel de la matriz de indicadores para resultados al que pertenece (Fin, Propósito, Componente, Actividad), como se publica. */
  indicator_level?: string | null;
  /** Dimensión. Qué mide el indicador: eficacia, eficiencia, calidad o economía, como se publica. */
  dimension?: string | null;
  /** Frecuencia de medición. Cada cuánto se mide, como se publica. */
  frequency?: string | null;
  /** Unidad de medida. Unidad de la meta y del resultado, como se publica. */
  unit?: string | null;
  /** Fórmula. Fórmula del indicador, como se publica. */
  formula?: string | null;
  /** Meta programada. Lo que el programa se propuso alcanzar. Número como se publica, con seis decimales a lo más. */
  target?: number | null;
  /** Meta modificada. La meta después de ajustes. Número como se publica, con seis decimales a lo más. */
  target_modified?: number | null;
  /** Resultado. Lo que se alcanzó hasta la fecha del corte. Número como se publica, con seis decimales a lo más. */
  result?: number | null;
  /** Cumplimiento, por ciento. Cumplimiento de la meta en por ciento, donde la fuente lo publica sin ambigüedad. */
  achieved_pct?: number | null;
  /** Semáforo. Semáforo que la fuente da al avance: verde (`green`), amarillo (`yellow`) o rojo (`red`). */
  traffic_light?: "green" | "yellow" | "red" | null;
  /** Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles. */
  trust: "ok" | "doubtful";
  /** Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno. */
  doubtful_amounts?: string | null;
  /** Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe. */
  doubt?: string | null;
  /** Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual. */
  correction_id?: string | null;
  /** Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia. */
  source_id: string;
  /** Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes. */
  source_part?: string | null;
  /** Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez. */
  source_row: number;
}

/** Transferencias federales. Cada renglón es un fondo, quien lo paga, quien lo recibe y un periodo. `jurisdiction_code` es quien recibe; `00` es lo que la fuente no distribuye por estado, no la suma de los estados. Los meses son flujos y se suman; el total de un fondo que la fuente también desglosa está en `published_total`. Lo asignado en el decreto (`account` = `decree`) y lo pagado en el año (`in_year`) son cuentas distintas y no se suman. El mismo dinero aparece en el presupuesto federal (`budget_line`, ramos 23, 28 y 33) y en los ingresos de quien lo recibe: no se suma con ellos. Desde septiembre de 2014 la SHCP imprime en el total del Ramo 28 participaciones que no desglosa en ningún fondo: los fondos suman menos que el total, que está en `published_total`. Un año puede tener menos de doce meses. */
export interface Transfer {
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`). */
  government_level: "federal" | "state" | "municipal";
  /** Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros. */
  jurisdiction_code: string;
  /** Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen. */
  jurisdiction_name: string;
  /** Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí. */
  coverage: "government" | "entity";
  /** Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo. */
  entity_code?: string | null;
  /** Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo. */
  entity_name?: string | null;
  /** Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre. */
  fiscal_year: number;
  /** Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`). */
  period: string;
  /** Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman. */
  is_cumulative: boolean;
  /** Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar. */
  account_status: "proposed" | "approved" | "partial" | "preliminary" | "final";
  /** Cuenta. Cuenta a la que pertenece la clave: el proyecto que el Ejecutivo envía (`proposal`; ahí `approved` es lo que propone), el decreto (`decree`), el avance del año (`in_year`) o la Cuenta Pública (`final`). No se suman entre sí. */
  account: "proposal" | "decree" | "in_year" | "final";
  /** Clave de quien paga. Clave INEGI del gobierno que transfiere: `00` la Federación. */
  payer_code: string;
  /** Clave del fondo. Clave del fondo como la da su fuente, sin la entidad: en las series de la SHCP `33A` es el primer fondo del Ramo 33 y `28A` el Fondo General de Participaciones; donde la fuente da el programa presupuestario, ramo y programa (`23-U128`, `33-I003`). Las dos formas no se cruzan por igualdad. */
  fund_code: string;
  /** Fondo. Nombre del fondo, como lo escribe la fuente. */
  fund_name?: string | null;
  /** Grupo del fondo. Qué clase de transferencia es: participaciones (de libre uso, Ramo 28), aportaciones (etiquetadas, Ramo 33), convenios de descentralización y reasignación, subsidios (Ramo 23) o recursos de protección social en salud. */
  fund_group?: "participaciones" | "aportaciones" | "convenios" | "subsidios" | "proteccion_social_salud" | null;
  /** Clave de la serie. Clave de la serie como se publicó, con la entidad en sus dos últimos dígitos: `XAC33A23`. */
  series_key?: string | null;
  /** Clave del proyecto. Número o clave del proyecto que recibe el dinero, como se publicó. */
  project_key?: string | null;
  /** Proyecto. Nombre del proyecto, como se publicó. */
  project_name?: string | null;
  /** Aprobado. Pesos (MXN) corrientes. Presupuesto de egresos aprobado: la asignación anual que autoriza el Congreso o el Cabildo. Momento contable del gasto (LGCG, artículo 38). */
  approved?: Money | null;
  /** Ampliaciones y reducciones. Pesos (MXN) corrientes. Adecuaciones netas durante el año: modificado menos aprobado (en ingresos, menos estimado). Puede ser negativo. */
  extensions_reductions?: Money | null;
  /** Modificado. Pesos (MXN) corrientes. Presupuesto, o ingreso estimado, con las adecuaciones hechas hasta el corte (LGCG, artículo 38). */
  modified?: Money | null;
  /** Comprometido. Pesos (MXN) corrientes. Gasto comprometido: hay un acto o contrato que formaliza la obligación con un tercero (LGCG, artículos 4 y 38). */
  committed?: Money | null;
  /** Devengado. Pesos (MXN) corrientes. Gasto devengado: se reconoce la obligación de pago por bienes, servicios u obras recibidos (LGCG, artículos 4 y 38). Es el «gasto» de las comparaciones. En ingresos, el ingreso al que ya hay derecho de cobro. */
  accrued?: Money | null;
  /** Ejercido. Pesos (MXN) corrientes. Gasto ejercido: se emitió la cuenta por liquidar certificada u orden de pago (LGCG, artículos 4 y 38). En la Cuenta Pública federal, «Ejercicio» es lo pagado más los adeudos del año (ADEFAS) pagados en el siguiente. */
  exercised?: Money | null;
  /** Pagado. Pesos (MXN) corrientes. Gasto pagado: la obligación se canceló con un desembolso (LGCG, artículos 4 y 38). */
  paid?: Money | null;
  /** Subejercicio. Pesos (MXN) corrientes. Subejercicio como lo define el estado analítico: modificado menos devengado. Negativo si se devengó más que lo modificado. */
  under_spending?: Money | null;
  /** Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles. */
  trust: "ok" | "doubtful";
  /** Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno. */
  doubtful_amounts?: string | null;
  /** Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe. */
  doubt?: string | null;
  /** Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual. */
  correction_id?: string | null;
  /** Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia. */
  source_id: string;
  /** Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes. */
  source_part?: string | null;
  /** Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez. */
  source_row: number;
}

/** Ejercicio de los fondos federales. Cada renglón es lo que un gobierno hizo con un fondo federal, por programa y partida, según el Sistema de Recursos Federales Transferidos. Los trimestres son acumulados. Es el mismo dinero que `transfer`, de salida: no se suma con él. Un informe trae dinero de varios años: `resource_year` dice de cuál, y `fiscal_year` en cuál se informa. La clave del fondo es aquí la del programa presupuestario (`33-I003`), no la de la serie de `transfer` (`33A`). Los totales por programa están en `published_total`. */
export interface FundExecution {
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`). */
  government_level: "federal" | "state" | "municipal";
  /** Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros. */
  jurisdiction_code: string;
  /** Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen. */
  jurisdiction_name: string;
  /** Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí. */
  coverage: "government" | "entity";
  /** Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo. */
  entity_code?: string | null;
  /** Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo. */
  entity_name?: string | null;
  /** Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre. */
  fiscal_year: number;
  /** Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`). */
  period: string;
  /** Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman. */
  is_cumulative: boolean;
  /** Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar. */
  account_status: "proposed" | "approved" | "partial" | "preliminary" | "final";
  /** Año del recurso. Ejercicio fiscal del que viene el recurso: un informe de 2016 reporta también dinero de 2008. */
  resource_year?: number | null;
  /** Clave de ramo. Ramo del Presupuesto de Egresos de la Federación, dos dígitos: `11` Educación Pública, `16` Medio Ambiente y Recursos Naturales. */
  ramo_code?: string | null;
  /** Ramo. Nombre del ramo o del ente, como se publica. */
  ramo_name?: string | null;
  /** Clave del fondo. Clave del fondo como la da su fuente, sin la entidad: en las series de la SHCP `33A` es el primer fondo del Ramo 33 y `28A` el Fondo General de Participaciones; donde la fuente da el programa presupuestario, ramo y programa (`23-U128`, `33-I003`). Las dos formas no se cruzan por igualdad. */
  fund_code?: string | null;
  /** Fondo. Nombre del fondo, como lo escribe la fuente. */
  fund_name?: string | null;
  /** Programa, fondo o convenio específico. Programa, fondo o convenio específico, como lo escribe quien informa: `FISE 2008`, `SIN IDENTIFICAR`. */
  agreement_name?: string | null;
  /** Clave del programa presupuestario. Programa presupuestario: modalidad y número, `P001`; tres dígitos en la Federación, hasta cinco en otros gobiernos. El mismo número en otro ramo es otro programa. */
  program_code?: string | null;
  /** Unidad administrativa. Nombre de la unidad responsable, dependencia o ente, como se publica, sin espacios repetidos. */
  unit_name?: string | null;
  /** Clave del objeto del gasto. Clave del Clasificador por Objeto del Gasto al nivel más fino que se publica: concepto (`1100`), partida genérica o partida específica. */
  object_code?: string | null;
  /** Objeto del gasto. Nombre del objeto del gasto. */
  object_name?: string | null;
  /** Clave de tipo de gasto. Tipo de gasto, como se publica. La Federación usa una lista más larga que la del CONAC: léase con el nombre. */
  spending_type_code?: string | null;
  /** Tipo de gasto. Nombre del tipo de gasto: corriente, de capital, pensiones y jubilaciones, participaciones… */
  spending_type_name?: string | null;
  /** Clave del municipio. Clave INEGI del municipio donde se gasta, de cinco dígitos; vacía si es todo el estado. */
  municipality_code?: string | null;
  /** Aprobado. Pesos (MXN) corrientes. Presupuesto de egresos aprobado: la asignación anual que autoriza el Congreso o el Cabildo. Momento contable del gasto (LGCG, artículo 38). */
  approved?: Money | null;
  /** Modificado. Pesos (MXN) corrientes. Presupuesto, o ingreso estimado, con las adecuaciones hechas hasta el corte (LGCG, artículo 38). */
  modified?: Money | null;
  /** Ministrado. Lo que el ejecutor ya recibió de la Federación («recaudado (ministrado)» en el SRFT), en pesos. */
  ministered?: Money | null;
  /** Comprometido. Pesos (MXN) corrientes. Gasto comprometido: hay un acto o contrato que formaliza la obligación con un tercero (LGCG, artículos 4 y 38). */
  committed?: Money | null;
  /** Devengado. Pesos (MXN) corrientes. Gasto devengado: se reconoce la obligación de pago por bienes, servicios u obras recibidos (LGCG, artículos 4 y 38). Es el «gasto» de las comparaciones. En ingresos, el ingreso al que ya hay derecho de cobro. */
  accrued?: Money | null;
  /** Ejercido. Pesos (MXN) corrientes. Gasto ejercido: se emitió la cuenta por liquidar certificada u orden de pago (LGCG, artículos 4 y 38). En la Cuenta Pública federal, «Ejercicio» es lo pagado más los adeudos del año (ADEFAS) pagados en el siguiente. */
  exercised?: Money | null;
  /** Pagado. Pesos (MXN) corrientes. Gasto pagado: la obligación se canceló con un desembolso (LGCG, artículos 4 y 38). */
  paid?: Money | null;
  /** Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles. */
  trust: "ok" | "doubtful";
  /** Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno. */
  doubtful_amounts?: string | null;
  /** Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe. */
  doubt?: string | null;
  /** Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual. */
  correction_id?: string | null;
  /** Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia. */
  source_id: string;
  /** Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes. */
  source_part?: string | null;
  /** Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez. */
  source_row: number;
}

/** Obra pública. Cada renglón es una obra o proyecto de inversión en un ciclo. `fiscal_year` es el ciclo que dice el renglón, no el año del archivo, y está vacío donde la fuente no lo dice y donde los importes son los de todos los años de una obra terminada (`ANIO` dice `TOTAL`): estos no se suman con los de un ciclo. Los importes de un ciclo se suman; `total_cost` es el de toda la vida de la obra y no se suma con ellos. Es dinero que también está en `budget_line`. No hay datos de personas. */
export interface PublicWork {
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`). */
  government_level: "federal" | "state" | "municipal";
  /** Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros. */
  jurisdiction_code: string;
  /** Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen. */
  jurisdiction_name: string;
  /** Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí. */
  coverage: "government" | "entity";
  /** Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo. */
  entity_code?: string | null;
  /** Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo. */
  entity_name?: string | null;
  /** Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre. */
  fiscal_year?: number | null;
  /** Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`). */
  period?: string | null;
  /** Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman. */
  is_cumulative: boolean;
  /** Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar. */
  account_status: "proposed" | "approved" | "partial" | "preliminary" | "final";
  /** Clave de la obra. Clave de cartera o folio de la obra, como se publicó. */
  work_key: string;
  /** Obra. Nombre de la obra o del proyecto de inversión. */
  work_name?: string | null;
  /** Clave de ramo. Ramo del Presupuesto de Egresos de la Federación, dos dígitos: `11` Educación Pública, `16` Medio Ambiente y Recursos Naturales. */
  ramo_code?: string | null;
  /** Ramo. Nombre del ramo o del ente, como se publica. */
  ramo_name?: string | null;
  /** Clave de la unidad. Clave de la unidad responsable o dependencia, como se publica (tres caracteres en la Federación). Puede repetirse para unidades distintas: se lee junto con el nombre. */
  unit_code?: string | null;
  /** Unidad administrativa. Nombre de la unidad responsable, dependencia o ente, como se publica, sin espacios repetidos. */
  unit_name?: string | null;
  /** Clave de entidad federativa. Entidad federativa en la que se ejerce el gasto, clave INEGI de dos dígitos. Vacía si el gasto no se ubica en una; véase `location_kind`. */
  state_code?: string | null;
  /** Entidad federativa. Entidad federativa en la que se ejerce el gasto, con el nombre que le da la fuente; la clave es la del INEGI. */
  state_name?: string | null;
  /** Clave del municipio. Clave INEGI del municipio donde se gasta, de cinco dígitos; vacía si es todo el estado. */
  municipality_code?: string | null;
  /** Tipo de ubicación. `state`: una entidad federativa. `national`: varias o todo el país. `abroad`: en el extranjero. `not_distributable`: no distribuible geográficamente. En los archivos federales son las claves 33, 34 y 35, que no son entidades. */
  location_kind?: "state" | "national" | "abroad" | "not_distributable" | null;
  /** Latitud. Latitud del inicio de la obra en grados decimales; vacía donde la fuente pone cero o nada. Como la dice la fuente: lo que cae fuera de México es un hallazgo (S005). */
  latitude?: number | null;
  /** Longitud. Longitud del inicio de la obra en grados decimales; vacía donde la fuente pone cero o nada. Como la dice la fuente: lo que cae fuera de México es un hallazgo (S005). */
  longitude?: number | null;
  /** Empieza el. Fecha de inicio, ISO 8601, tan precisa como la fuente: `2011-05` o `2009-12-01`. */
  starts_on?: string | null;
  /** Termina el. Fecha de término, ISO 8601, tan precisa como la fuente. */
  ends_on?: string | null;
  /** Avance físico, por ciento. Avance físico que reporta la fuente, de 0 a 100. */
  physical_progress_pct?: number | null;
  /** Aprobado. Pesos (MXN) corrientes. Presupuesto de egresos aprobado: la asignación anual que autoriza el Congreso o el Cabildo. Momento contable del gasto (LGCG, artículo 38). */
  approved?: Money | null;
  /** Modificado. Pesos (MXN) corrientes. Presupuesto, o ingreso estimado, con las adecuaciones hechas hasta el corte (LGCG, artículo 38). */
  modified?: Money | null;
  /** Ejercido. Pesos (MXN) corrientes. Gasto ejercido: se emitió la cuenta por liquidar certificada u orden de pago (LGCG, artículos 4 y 38). En la Cuenta Pública federal, «Ejercicio» es lo pagado más los adeudos del año (ADEFAS) pagados en el siguiente. */
  exercised?: Money | null;
  /** Costo total. Costo total de la obra a lo largo de sus años, en pesos. No es el gasto de un año y no se suma con él. */
  total_cost?: Money | null;
  /** Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles. */
  trust: "ok" | "doubtful";
  /** Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno. */
  doubtful_amounts?: string | null;
  /** Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe. */
  doubt?: string | null;
  /** Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual. */
  correction_id?: string | null;
  /** Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia. */
  source_id: string;
  /** Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes. */
  source_part?: string | null;
  /** Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez. */
  source_row: number;
}

/** Estadística de finanzas públicas. Cada renglón es una categoría de la Estadística de Finanzas Públicas Estatales y Municipales de INEGI (EFIPEM), en un gobierno y un año. Los renglones de un gobierno, año y flujo se suman: los totales impresos están en `published_total`. La clasificación no tiene claves: la jerarquía se dice por descripciones. Es otra medición de las mismas finanzas que las cuentas públicas: no se suma con ellas. */
export interface FinanceStatistic {
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`). */
  government_level: "federal" | "state" | "municipal";
  /** Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros. */
  jurisdiction_code: string;
  /** Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen. */
  jurisdiction_name: string;
  /** Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí. */
  coverage: "government" | "entity";
  /** Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo. */
  entity_code?: string | null;
  /** Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo. */
  entity_name?: string | null;
  /** Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre. */
  fiscal_year: number;
  /** Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`). */
  period: string;
  /** Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman. */
  is_cumulative: boolean;
  /** Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar. */
  account_status: "proposed" | "approved" | "partial" | "preliminary" | "final";
  /** Flujo. Ingresos (`revenue`) o egresos (`spending`). */
  flow: "revenue" | "spending";
  /** Capítulo de la estadística. Capítulo en la clasificación de la estadística de INEGI, que se dice por su descripción y no tiene clave. */
  chapter_name?: string | null;
  /** Concepto de la estadística. Concepto dentro del capítulo; vacío si el capítulo no viene desglosado. */
  concept_name?: string | null;
  /** Partida genérica. Partida genérica dentro del concepto. */
  item_name?: string | null;
  /** Subpartida genérica. Subpartida genérica dentro de la partida. */
  subitem_name?: string | null;
  /** Devengado. Pesos (MXN) corrientes. Gasto devengado: se reconoce la obligación de pago por bienes, servicios u obras recibidos (LGCG, artículos 4 y 38). Es el «gasto» de las comparaciones. En ingresos, el ingreso al que ya hay derecho de cobro. */
  accrued?: Money | null;
  /** Ejercido. Pesos (MXN) corrientes. Gasto ejercido: se emitió la cuenta por liquidar certificada u orden de pago (LGCG, artículos 4 y 38). En la Cuenta Pública federal, «Ejercicio» es lo pagado más los adeudos del año (ADEFAS) pagados en el siguiente. */
  exercised?: Money | null;
  /** Pagado. Pesos (MXN) corrientes. Gasto pagado: la obligación se canceló con un desembolso (LGCG, artículos 4 y 38). */
  paid?: Money | null;
  /** Recaudado. Pesos (MXN) corrientes. Ingreso recaudado: lo que efectivamente se cobró (LGCG, artículo 38). */
  collected?: Money | null;
  /** Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles. */
  trust: "ok" | "doubtful";
  /** Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno. */
  doubtful_amounts?: string | null;
  /** Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe. */
  doubt?: string | null;
  /** Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual. */
  correction_id?: string | null;
  /** Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia. */
  source_id: string;
  /** Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes. */
  source_part?: string | null;
  /** Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez. */
  source_row: number;
}

/** Anexos transversales. Cada renglón es lo que el presupuesto federal declara de una clave presupuestaria en un anexo transversal (igualdad, cambio climático, pueblos indígenas, niñez). Un mismo peso puede estar en varios anexos, y todos están ya en `budget_line`: los anexos no se suman entre sí ni con él. */
export interface AnnexLine {
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`). */
  government_level: "federal" | "state" | "municipal";
  /** Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros. */
  jurisdiction_code: string;
  /** Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen. */
  jurisdiction_name: string;
  /** Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí. */
  coverage: "government" | "entity";
  /** Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo. */
  entity_code?: string | null;
  /** Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo. */
  entity_name?: string | null;
  /** Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre. */
  fiscal_year: number;
  /** Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`). */
  period: string;
  /** Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman. */
  is_cumulative: boolean;
  /** Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar. */
  account_status: "proposed" | "approved" | "partial" | "preliminary" | "final";
  /** Cuenta. Cuenta a la que pertenece la clave: el proyecto que el Ejecutivo envía (`proposal`; ahí `approved` es lo que propone), el decreto (`decree`), el avance del año (`in_year`) o la Cuenta Pública (`final`). No se suman entre sí. */
  account: "proposal" | "decree" | "in_year" | "final";
  /** Clave del anexo. Número del anexo transversal del Presupuesto de Egresos de la Federación: `13` igualdad entre mujeres y hombres, `16` cambio climático, `10` pueblos indígenas, `18` niñas, niños y adolescentes. */
  annex_code: string;
  /** Anexo transversal. Nombre del anexo, como lo escribe la fuente. */
  annex_name?: string | null;
  /** Clave de ramo. Ramo del Presupuesto de Egresos de la Federación, dos dígitos: `11` Educación Pública, `16` Medio Ambiente y Recursos Naturales. */
  ramo_code?: string | null;
  /** Ramo. Nombre del ramo o del ente, como se publica. */
  ramo_name?: string | null;
  /** Clave de la unidad. Clave de la unidad responsable o dependencia, como se publica (tres caracteres en la Federación). Puede repetirse para unidades distintas: se lee junto con el nombre. */
  unit_code?: string | null;
  /** Unidad administrativa. Nombre de la unidad responsable, dependencia o ente, como se publica, sin espacios repetidos. */
  unit_name?: string | null;
  /** Clave de finalidad. Finalidad de la Clasificación Funcional del Gasto del CONAC: `1` Gobierno, `2` Desarrollo Social, `3` Desarrollo Económico, `4` Otras no Clasificadas en Funciones Anteriores. */
  purpose_code?: string | null;
  /** Clave de función. Función de la Clasificación Funcional del Gasto del CONAC, con punto: `2.5` Educación, `2.1` Protección Ambiental. Vacía si la finalidad no viene desglosada. */
  function_code?: string | null;
  /** Clave de subfunción. Subfunción de la Clasificación Funcional del Gasto del CONAC, con puntos: `2.5.1` Educación Básica. */
  subfunction_code?: string | null;
  /** Clave de actividad institucional. Actividad institucional: la acción sustantiva o de apoyo a la que se destina el gasto. */
  activity_code?: string | null;
  /** Clave de modalidad. Modalidad del programa presupuestario, una letra de la Clasificación Programática del CONAC: `E` Prestación de Servicios Públicos, `S` Sujetos a Reglas de Operación. */
  modality_code?: string | null;
  /** Clave del programa presupuestario. Programa presupuestario: modalidad y número, `P001`; tres dígitos en la Federación, hasta cinco en otros gobiernos. El mismo número en otro ramo es otro programa. */
  program_code?: string | null;
  /** Programa presupuestario. Nombre del programa presupuestario, como se publica. */
  program_name?: string | null;
  /** Clave del objeto del gasto. Clave del Clasificador por Objeto del Gasto al nivel más fino que se publica: concepto (`1100`), partida genérica o partida específica. */
  object_code?: string | null;
  /** Clave de capítulo. Capítulo del Clasificador por Objeto del Gasto del CONAC, cuatro dígitos: `1000` Servicios personales. */
  object_chapter_code?: string | null;
  /** Clave de concepto. Concepto del Clasificador por Objeto del Gasto del CONAC, cuatro dígitos: `1100`. Vacía si el capítulo no viene desglosado. */
  object_concept_code?: string | null;
  /** Clave de tipo de gasto. Tipo de gasto, como se publica. La Federación usa una lista más larga que la del CONAC: léase con el nombre. */
  spending_type_code?: string | null;
  /** Clave de fuente de financiamiento. Fuente de financiamiento, como se publica. */
  funding_source_code?: string | null;
  /** Clave de entidad federativa. Entidad federativa en la que se ejerce el gasto, clave INEGI de dos dígitos. Vacía si el gasto no se ubica en una; véase `location_kind`. */
  state_code?: string | null;
  /** Tipo de ubicación. `state`: una entidad federativa. `national`: varias o todo el país. `abroad`: en el extranjero. `not_distributable`: no distribuible geográficamente. En los archivos federales son las claves 33, 34 y 35, que no son entidades. */
  location_kind?: "state" | "national" | "abroad" | "not_distributable" | null;
  /** Clave de cartera. Clave del programa o proyecto en la cartera de inversión de la SHCP; vacía si el gasto no pertenece a uno. */
  investment_key?: string | null;
  /** Aprobado. Pesos (MXN) corrientes. Presupuesto de egresos aprobado: la asignación anual que autoriza el Congreso o el Cabildo. Momento contable del gasto (LGCG, artículo 38). */
  approved?: Money | null;
  /** Modificado. Pesos (MXN) corrientes. Presupuesto, o ingreso estimado, con las adecuaciones hechas hasta el corte (LGCG, artículo 38). */
  modified?: Money | null;
  /** Devengado. Pesos (MXN) corrientes. Gasto devengado: se reconoce la obligación de pago por bienes, servicios u obras recibidos (LGCG, artículos 4 y 38). Es el «gasto» de las comparaciones. En ingresos, el ingreso al que ya hay derecho de cobro. */
  accrued?: Money | null;
  /** Ejercido. Pesos (MXN) corrientes. Gasto ejercido: se emitió la cuenta por liquidar certificada u orden de pago (LGCG, artículos 4 y 38). En la Cuenta Pública federal, «Ejercicio» es lo pagado más los adeudos del año (ADEFAS) pagados en el siguiente. */
  exercised?: Money | null;
  /** Pagado. Pesos (MXN) corrientes. Gasto pagado: la obligación se canceló con un desembolso (LGCG, artículos 4 y 38). */
  paid?: Money | null;
  /** Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles. */
  trust: "ok" | "doubtful";
  /** Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno. */
  doubtful_amounts?: string | null;
  /** Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe. */
  doubt?: string | null;
  /** Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual. */
  correction_id?: string | null;
  /** Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia. */
  source_id: string;
  /** Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes. */
  source_part?: string | null;
  /** Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez. */
  source_row: number;
}

/** Gasto por tema. Cada renglón es el gasto de un tema (educación, medio ambiente o género) según un método, de un gobierno y un año. Sale de las tablas de hechos: no se suma con ellas. Los temas se traslapan y los métodos miden cosas distintas: no se suman entre sí; tampoco las cuentas federales (`account`). El renglón hereda la duda de cada importe que lo forma. Los importes reales son en pesos de `price_base_year`; los importes por habitante, en pesos corrientes. Lo que un método no revisó no es cero: no tiene renglón, o está en un método que termina en `_unscreened`. */
export interface ThemeSpending {
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`). */
  government_level: "federal" | "state" | "municipal";
  /** Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros. */
  jurisdiction_code: string;
  /** Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen. */
  jurisdiction_name: string;
  /** Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí. */
  coverage: "government" | "entity";
  /** Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo. */
  entity_code?: string | null;
  /** Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo. */
  entity_name?: string | null;
  /** Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre. */
  fiscal_year: number;
  /** Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`). */
  period: string;
  /** Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman. */
  is_cumulative: boolean;
  /** Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar. */
  account_status: "proposed" | "approved" | "partial" | "preliminary" | "final";
  /** Tema. Tema: educación (`education`), medio ambiente (`environment`) o género (`gender`). Los temas pueden traslaparse: no se suman. */
  theme: "education" | "environment" | "gender";
  /** Método del tema. Manera de reconocer el gasto del tema: por función (`function`), unidad (`unit`), programa (`program`), ramo (`ramo`), anexo declarado (`annex`, y `annex_without_universal` sin su transferencia universal), marcador de género de la OCDE por calificación (`oecd_gender_marker_2`, `_1`, `_0`, y `_unscreened` lo que nadie revisó) o bandas climáticas (`cpeir_climate`). Los métodos miden cosas distintas: no se suman. */
  scheme: string;
  /** Regla del tema. Regla de `schemas/themes/` que da la cifra: `education-function-1`. */
  rule_id: string;
  /** Cuenta. Cuenta a la que pertenece la clave: el proyecto que el Ejecutivo envía (`proposal`; ahí `approved` es lo que propone), el decreto (`decree`), el avance del año (`in_year`) o la Cuenta Pública (`final`). No se suman entre sí. */
  account?: "proposal" | "decree" | "in_year" | "final" | null;
  /** Aprobado. Pesos (MXN) corrientes. Presupuesto de egresos aprobado: la asignación anual que autoriza el Congreso o el Cabildo. Momento contable del gasto (LGCG, artículo 38). */
  approved?: Money | null;
  /** Ampliaciones y reducciones. Pesos (MXN) corrientes. Adecuaciones netas durante el año: modificado menos aprobado (en ingresos, menos estimado). Puede ser negativo. */
  extensions_reductions?: Money | null;
  /** Modificado. Pesos (MXN) corrientes. Presupuesto, o ingreso estimado, con las adecuaciones hechas hasta el corte (LGCG, artículo 38). */
  modified?: Money | null;
  /** Comprometido. Pesos (MXN) corrientes. Gasto comprometido: hay un acto o contrato que formaliza la obligación con un tercero (LGCG, artículos 4 y 38). */
  committed?: Money | null;
  /** Devengado. Pesos (MXN) corrientes. Gasto devengado: se reconoce la obligación de pago por bienes, servicios u obras recibidos (LGCG, artículos 4 y 38). Es el «gasto» de las comparaciones. En ingresos, el ingreso al que ya hay derecho de cobro. */
  accrued?: Money | null;
  /** Ejercido. Pesos (MXN) corrientes. Gasto ejercido: se emitió la cuenta por liquidar certificada u orden de pago (LGCG, artículos 4 y 38). En la Cuenta Pública federal, «Ejercicio» es lo pagado más los adeudos del año (ADEFAS) pagados en el siguiente. */
  exercised?: Money | null;
  /** Pagado. Pesos (MXN) corrientes. Gasto pagado: la obligación se canceló con un desembolso (LGCG, artículos 4 y 38). */
  paid?: Money | null;
  /** Subejercicio. Pesos (MXN) corrientes. Subejercicio como lo define el estado analítico: modificado menos devengado. Negativo si se devengó más que lo modificado. */
  under_spending?: Money | null;
  /** Aprobado, en pesos constantes. Aprobado en pesos del año `price_base_year`, según el promedio anual del INPC. Solo de años y gobiernos completos; vacío si al índice le falta algún mes. La duda del aprobado vale también para él. */
  approved_real?: Money | null;
  /** Devengado, en pesos constantes. Devengado en pesos del año `price_base_year`, según el promedio anual del INPC. Solo de años y gobiernos completos; vacío si al índice le falta algún mes. La duda del devengado vale también para él. */
  accrued_real?: Money | null;
  /** Año base de los precios. Año cuyos precios se usan en los importes constantes. Está en todo renglón que tiene uno. */
  price_base_year?: number | null;
  /** Aprobado por habitante. Aprobado entre la población del mismo año, en pesos corrientes. Solo de años y gobiernos completos; la Federación no lo tiene. */
  approved_per_capita?: Money | null;
  /** Devengado por habitante. Devengado entre la población del mismo año, en pesos corrientes. Solo de años y gobiernos completos; la Federación no lo tiene. */
  accrued_per_capita?: Money | null;
  /** Población. Habitantes a mitad del año, según el CONAPO. Los de los años que siguen a la edición son una proyección. */
  population?: number | null;
  /** Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles. */
  trust: "ok" | "doubtful";
  /** Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno. */
  doubtful_amounts?: string | null;
  /** Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe. */
  doubt?: string | null;
}

/** Cifras de cada tema. Cada renglón dice qué cifra cuenta para qué tema, con qué método, en qué proporción y con qué sustento. Sirve para reconstruir `theme_spending`; no tiene importes que sumar. Las claves de `budget_line` no tienen identificador y no están: las dice la regla. */
export interface ThemeLine {
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros. */
  jurisdiction_code: string;
  /** Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre. */
  fiscal_year: number;
  /** Tema. Tema: educación (`education`), medio ambiente (`environment`) o género (`gender`). Los temas pueden traslaparse: no se suman. */
  theme: "education" | "environment" | "gender";
  /** Método del tema. Manera de reconocer el gasto del tema: por función (`function`), unidad (`unit`), programa (`program`), ramo (`ramo`), anexo declarado (`annex`, y `annex_without_universal` sin su transferencia universal), marcador de género de la OCDE por calificación (`oecd_gender_marker_2`, `_1`, `_0`, y `_unscreened` lo que nadie revisó) o bandas climáticas (`cpeir_climate`). Los métodos miden cosas distintas: no se suman. */
  scheme: string;
  /** Identificador de la cifra. Identificador único de la cifra: `tabla/gobierno[/ente]/año/clave[/earmarked|/free]/importe`, por ejemplo `spending_by_function/23/2024/2.5/approved`. No lleva la edición. */
  figure_id: string;
  /** Proporción. Parte de la cifra que cuenta para el tema, entre 0 y 1. */
  share: number;
  /** Regla del tema. Regla de `schemas/themes/` que da la cifra: `education-function-1`. */
  rule_id: string;
  /** Sustento. Documento o lectura en que se apoya el dato. En un total publicado, dónde se declaró si no está en el archivo. */
  evidence: string;
}

/** Totales publicados. Cada renglón es un total que la fuente imprimió, o que el publicador declaró en otro documento (véase `evidence`). Sirve para comprobar las sumas. No se suma: ya contiene los renglones de las tablas de hechos y totales de otros niveles. */
export interface PublishedTotal {
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`). */
  government_level: "federal" | "state" | "municipal";
  /** Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros. */
  jurisdiction_code: string;
  /** Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen. */
  jurisdiction_name: string;
  /** Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí. */
  coverage: "government" | "entity";
  /** Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo. */
  entity_code?: string | null;
  /** Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo. */
  entity_name?: string | null;
  /** Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre. */
  fiscal_year: number;
  /** Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`). */
  period: string;
  /** Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman. */
  is_cumulative: boolean;
  /** Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar. */
  account_status: "proposed" | "approved" | "partial" | "preliminary" | "final";
  /** Clasificación. Clasificación a la que pertenece el total: `function`, `object`, `unit`, `type`, `staff`, `program`, `revenue`, `transfer`… */
  classification: string;
  /** Nivel. Nivel en su clasificación: 0 el gran total, 1 el más alto, y así hacia abajo. */
  level: number;
  /** Clave del total. Clave a la que corresponde el total en su clasificación; vacía si no tiene. */
  code?: string | null;
  /** Nombre del total. Nombre con que la fuente imprime el total. */
  name?: string | null;
  /** Aprobado. Pesos (MXN) corrientes. Presupuesto de egresos aprobado: la asignación anual que autoriza el Congreso o el Cabildo. Momento contable del gasto (LGCG, artículo 38). */
  approved?: Money | null;
  /** Ingreso estimado. Pesos (MXN) corrientes. Ingreso estimado: lo que la Ley de Ingresos prevé recaudar. Los archivos de ingresos de algunos publicadores lo llaman «Aprobado». Momento contable del ingreso (LGCG, artículo 38). */
  estimated?: Money | null;
  /** Ampliaciones y reducciones. Pesos (MXN) corrientes. Adecuaciones netas durante el año: modificado menos aprobado (en ingresos, menos estimado). Puede ser negativo. */
  extensions_reductions?: Money | null;
  /** Modificado. Pesos (MXN) corrientes. Presupuesto, o ingreso estimado, con las adecuaciones hechas hasta el corte (LGCG, artículo 38). */
  modified?: Money | null;
  /** Ministrado. Lo que el ejecutor ya recibió de la Federación («recaudado (ministrado)» en el SRFT), en pesos. */
  ministered?: Money | null;
  /** Comprometido. Pesos (MXN) corrientes. Gasto comprometido: hay un acto o contrato que formaliza la obligación con un tercero (LGCG, artículos 4 y 38). */
  committed?: Money | null;
  /** Devengado. Pesos (MXN) corrientes. Gasto devengado: se reconoce la obligación de pago por bienes, servicios u obras recibidos (LGCG, artículos 4 y 38). Es el «gasto» de las comparaciones. En ingresos, el ingreso al que ya hay derecho de cobro. */
  accrued?: Money | null;
  /** Ejercido. Pesos (MXN) corrientes. Gasto ejercido: se emitió la cuenta por liquidar certificada u orden de pago (LGCG, artículos 4 y 38). En la Cuenta Pública federal, «Ejercicio» es lo pagado más los adeudos del año (ADEFAS) pagados en el siguiente. */
  exercised?: Money | null;
  /** Pagado. Pesos (MXN) corrientes. Gasto pagado: la obligación se canceló con un desembolso (LGCG, artículos 4 y 38). */
  paid?: Money | null;
  /** Recaudado. Pesos (MXN) corrientes. Ingreso recaudado: lo que efectivamente se cobró (LGCG, artículo 38). */
  collected?: Money | null;
  /** Subejercicio. Pesos (MXN) corrientes. Subejercicio como lo define el estado analítico: modificado menos devengado. Negativo si se devengó más que lo modificado. */
  under_spending?: Money | null;
  /** Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual. */
  correction_id?: string | null;
  /** Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia. */
  source_id?: string | null;
  /** Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes. */
  source_part?: string | null;
  /** Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez. */
  source_row?: number | null;
  /** Sustento. Documento o lectura en que se apoya el dato. En un total publicado, dónde se declaró si no está en el archivo. */
  evidence?: string | null;
}

/** Cifras anteriores. Cada renglón es una cifra como la dio un corte anterior del mismo año, una edición anterior o un archivo anterior de la misma edición, junto a la vigente. Muestra lo que se corrigió sin aviso. Es larga a propósito y no es una tabla de hechos: no se suma. Cada renglón lleva la cifra y el importe que publicó su fuente. `fact_amount` es el hecho con la misma clave; si los hechos distinguen lo etiquetado y el renglón no, es la suma de ambos. Está vacío, y también `difference`, si ningún hecho dice lo mismo, si una parte de la suma no se pudo leer, si varios renglones comparten la cifra o si el renglón es una mitad (`/earmarked`, `/free`) de lo que el hecho da junto. Las claves presupuestarias de `budget_line` no tienen cifra propia: la cuenta entera es una, con un renglón por importe. */
export interface Vintage {
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`). */
  government_level: "federal" | "state" | "municipal";
  /** Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros. */
  jurisdiction_code: string;
  /** Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen. */
  jurisdiction_name: string;
  /** Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí. */
  coverage: "government" | "entity";
  /** Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo. */
  entity_code?: string | null;
  /** Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo. */
  entity_name?: string | null;
  /** Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre. */
  fiscal_year: number;
  /** Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`). */
  period: string;
  /** Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman. */
  is_cumulative: boolean;
  /** Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar. */
  account_status: "proposed" | "approved" | "partial" | "preliminary" | "final";
  /** Tabla. Tabla de hechos a la que se refiere. */
  table_name: string;
  /** Identificador de la cifra. Identificador único de la cifra: `tabla/gobierno[/ente]/año/clave[/earmarked|/free]/importe`, por ejemplo `spending_by_function/23/2024/2.5/approved`. No lleva la edición. */
  figure_id: string;
  /** Momento contable. Importe de que se trata: `approved`, `accrued`, `collected`… */
  phase: string;
  /** Importe. Pesos (MXN) corrientes que dio esta edición, este corte o este archivo. */
  amount?: Money | null;
  /** Importe vigente. Pesos (MXN) corrientes de la misma cifra en la tabla de hechos; si allí está partida en etiquetado y no etiquetado, su suma. */
  fact_amount?: Money | null;
  /** Diferencia. Importe de este renglón (`amount`) menos el vigente (`fact_amount`), en pesos, al centavo. */
  difference?: Money | null;
  /** Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia. */
  source_id: string;
  /** Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes. */
  source_part?: string | null;
  /** Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez. */
  source_row: number;
}

/** Cifras de otra fuente. Una cifra como la publicó, en el mismo corte, otro conjunto de datos que el del hecho. Sirve para comparar; no se suma a los hechos. Cada renglón lleva la cifra y el importe que publicó su fuente. `fact_amount` es el hecho con la misma clave; si los hechos distinguen lo etiquetado y el renglón no, es la suma de ambos. Está vacío, y también `difference`, si ningún hecho dice lo mismo, si una parte de la suma no se pudo leer, si varios renglones comparten la cifra o si el renglón es una mitad (`/earmarked`, `/free`) de lo que el hecho da junto. Las claves presupuestarias de `budget_line` no tienen cifra propia: la cuenta entera es una, con un renglón por importe. */
export interface Alternate {
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`). */
  government_level: "federal" | "state" | "municipal";
  /** Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros. */
  jurisdiction_code: string;
  /** Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen. */
  jurisdiction_name: string;
  /** Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí. */
  coverage: "government" | "entity";
  /** Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo. */
  entity_code?: string | null;
  /** Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo. */
  entity_name?: string | null;
  /** Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre. */
  fiscal_year: number;
  /** Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`). */
  period: string;
  /** Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman. */
  is_cumulative: boolean;
  /** Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar. */
  account_status: "proposed" | "approved" | "partial" | "preliminary" | "final";
  /** Tabla. Tabla de hechos a la que se refiere. */
  table_name: string;
  /** Identificador de la cifra. Identificador único de la cifra: `tabla/gobierno[/ente]/año/clave[/earmarked|/free]/importe`, por ejemplo `spending_by_function/23/2024/2.5/approved`. No lleva la edición. */
  figure_id: string;
  /** Momento contable. Importe de que se trata: `approved`, `accrued`, `collected`… */
  phase: string;
  /** Importe. Pesos (MXN) corrientes que dio esta edición, este corte o este archivo. */
  amount?: Money | null;
  /** Importe vigente. Pesos (MXN) corrientes de la misma cifra en la tabla de hechos; si allí está partida en etiquetado y no etiquetado, su suma. */
  fact_amount?: Money | null;
  /** Diferencia. Importe de este renglón (`amount`) menos el vigente (`fact_amount`), en pesos, al centavo. */
  difference?: Money | null;
  /** Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia. */
  source_id: string;
  /** Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes. */
  source_part?: string | null;
  /** Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez. */
  source_row: number;
}

/** Compromisos de gobierno abierto. Cada renglón es un compromiso de gobierno abierto: quién responde, con quién, en qué va y dónde está la evidencia. */
export interface Commitment {
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros. */
  jurisdiction_code: string;
  /** Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen. */
  jurisdiction_name?: string | null;
  /** Clave del compromiso. Clave del compromiso de gobierno abierto, la de la Alianza para el Gobierno Abierto donde la hay: `MXROO0003`. */
  commitment_id: string;
  /** Plan de acción. Plan de acción o instrumento al que pertenece: `2021-2022`, o `ocpp` (Observatorio de Compromisos y Políticas Públicas). */
  plan?: string | null;
  /** Título en español. Título en español. */
  title_es?: string | null;
  /** Título en inglés. Título en inglés. */
  title_en?: string | null;
  /** Unidad responsable. Dependencia o entidad que responde por él. Nunca el nombre de una persona. */
  responsible?: string | null;
  /** Contraparte de la sociedad civil. Organizaciones que lo acompañan, separadas por punto y coma. Nunca el nombre de una persona. */
  counterpart?: string | null;
  /** Empieza el. Fecha de inicio, ISO 8601, tan precisa como la fuente: `2011-05` o `2009-12-01`. */
  starts_on?: string | null;
  /** Termina el. Fecha de término, ISO 8601, tan precisa como la fuente. */
  ends_on?: string | null;
  /** Estado de avance. Estado del compromiso o del hito: sin iniciar, en curso, cumplido, retirado, o desconocido si nadie lo ha dicho. */
  status: "not_started" | "in_progress" | "done" | "withdrawn" | "unknown";
  /** Dirección de la evidencia. Dirección en la red donde cualquiera puede ver la evidencia. */
  evidence_url?: string | null;
  /** Nota. Advertencia sobre la entrada. */
  note?: string | null;
  /** Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual. */
  correction_id?: string | null;
  /** Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia. */
  source_id: string;
  /** Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes. */
  source_part?: string | null;
  /** Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez. */
  source_row: number;
}

/** Hitos de los compromisos. Cada renglón es un hito de un compromiso: qué, para cuándo y si se cumplió. */
export interface CommitmentMilestone {
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros. */
  jurisdiction_code: string;
  /** Clave del compromiso. Clave del compromiso de gobierno abierto, la de la Alianza para el Gobierno Abierto donde la hay: `MXROO0003`. */
  commitment_id: string;
  /** Clave del hito. Clave del hito dentro de su compromiso. */
  milestone_id: string;
  /** Hito. Qué debe estar hecho. */
  milestone_name?: string | null;
  /** Vence el. Fecha comprometida, ISO 8601. */
  due_on?: string | null;
  /** Cumplido el. Fecha en que se cumplió, ISO 8601; vacía mientras no se cumple. */
  done_on?: string | null;
  /** Estado de avance. Estado del compromiso o del hito: sin iniciar, en curso, cumplido, retirado, o desconocido si nadie lo ha dicho. */
  status: "not_started" | "in_progress" | "done" | "withdrawn" | "unknown";
  /** Dirección de la evidencia. Dirección en la red donde cualquiera puede ver la evidencia. */
  evidence_url?: string | null;
  /** Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual. */
  correction_id?: string | null;
  /** Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia. */
  source_id: string;
  /** Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes. */
  source_part?: string | null;
  /** Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez. */
  source_row: number;
}

/** Programas que pagan los compromisos. Cada renglón liga un compromiso con un programa presupuestario que lo paga, en todo o en parte. No tiene importes. */
export interface CommitmentProgram {
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros. */
  jurisdiction_code: string;
  /** Clave del compromiso. Clave del compromiso de gobierno abierto, la de la Alianza para el Gobierno Abierto donde la hay: `MXROO0003`. */
  commitment_id: string;
  /** Clave del programa presupuestario. Programa presupuestario: modalidad y número, `P001`; tres dígitos en la Federación, hasta cinco en otros gobiernos. El mismo número en otro ramo es otro programa. */
  program_code: string;
  /** Programa presupuestario. Nombre del programa presupuestario, como se publica. */
  program_name?: string | null;
  /** Sustento. Documento o lectura en que se apoya el dato. En un total publicado, dónde se declaró si no está en el archivo. */
  evidence?: string | null;
  /** Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual. */
  correction_id?: string | null;
  /** Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia. */
  source_id: string;
  /** Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes. */
  source_part?: string | null;
  /** Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez. */
  source_row: number;
}

/** Observaciones ciudadanas. Cada renglón es una pregunta u observación de la ciudadanía sobre una cifra, por su identificador permanente, y su respuesta. Sin datos personales. */
export interface Observation {
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros. */
  jurisdiction_code: string;
  /** Folio de la observación. Folio de la pregunta u observación. */
  observation_id: string;
  /** Identificador de la cifra. Identificador único de la cifra: `tabla/gobierno[/ente]/año/clave[/earmarked|/free]/importe`, por ejemplo `spending_by_function/23/2024/2.5/approved`. No lleva la edición. */
  figure_id: string;
  /** Preguntada el. Fecha en que se recibió, ISO 8601. */
  asked_on: string;
  /** Pregunta. La pregunta u observación, sin datos personales de quien la hace. */
  question: string;
  /** Estado de la observación. Abierta (`open`), respondida (`answered`) o cerrada sin respuesta (`closed`). */
  state: "open" | "answered" | "closed";
  /** Respondida el. Fecha de la respuesta, ISO 8601. */
  answered_on?: string | null;
  /** Quién responde. Unidad que responde. Nunca el nombre de una persona. */
  answered_by?: string | null;
  /** Respuesta. La respuesta, completa. */
  answer?: string | null;
  /** Días hasta la respuesta. Días naturales entre la pregunta y la respuesta, contados por erario; vacío mientras no hay respuesta. */
  days_to_answer?: number | null;
  /** Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual. */
  correction_id?: string | null;
  /** Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia. */
  source_id: string;
  /** Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes. */
  source_part?: string | null;
  /** Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez. */
  source_row: number;
}

/** Estados y municipios. Cada renglón es la Federación, un estado o un municipio, con la clave de INEGI, desde cuándo existe y cómo lo llaman fuentes anteriores. */
export interface Municipality {
  /** Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros. */
  jurisdiction_code: string;
  /** Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen. */
  jurisdiction_name: string;
  /** Clave de entidad federativa. Entidad federativa en la que se ejerce el gasto, clave INEGI de dos dígitos. Vacía si el gasto no se ubica en una; véase `location_kind`. */
  state_code?: string | null;
  /** Vigente desde. Primer ejercicio fiscal en que vale; vacío si vale desde antes de toda cuenta publicada, o si `certainty` dice que no se ha comprobado. */
  valid_from?: number | null;
  /** Nombres anteriores. Nombres con que fuentes anteriores llaman al mismo municipio, separados por punto y coma. */
  former_names?: string | null;
  /** De dónde se sabe. Qué tan segura es la entrada y contra qué se comprobó. */
  certainty: string;
}

/** Población. Cada renglón es la población a mitad de un año de un estado o municipio, según CONAPO. Los años posteriores a la edición son proyecciones. */
export interface Population {
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros. */
  jurisdiction_code: string;
  /** Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen. */
  jurisdiction_name?: string | null;
  /** Año. Año civil. */
  year: number;
  /** Población. Habitantes a mitad del año, según el CONAPO. Los de los años que siguen a la edición son una proyección. */
  population: number;
  /** Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual. */
  correction_id?: string | null;
  /** Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia. */
  source_id: string;
  /** Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes. */
  source_part?: string | null;
  /** Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez. */
  source_row: number;
}

/** Índice de precios. Cada renglón es el valor de un índice de precios en un mes. */
export interface PriceIndex {
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Índice. Índice de precios: `INPC`, el Índice Nacional de Precios al Consumidor. */
  index_code: string;
  /** Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`). */
  period: string;
  /** Valor del índice. Valor del índice en el mes. */
  index_value: number;
  /** Base del índice. Periodo en que el índice vale 100. */
  index_base?: string | null;
  /** Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual. */
  correction_id?: string | null;
  /** Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia. */
  source_id: string;
  /** Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes. */
  source_part?: string | null;
  /** Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez. */
  source_row: number;
}

/** Clasificador funcional del gasto. Cada renglón es una finalidad, función o subfunción del Clasificador Funcional del Gasto del CONAC (DOF 27-12-2010). */
export interface CodeFunction {
  /** Clave. Clave en su clasificador. */
  item_code: string;
  /** Nivel. Nivel en su clasificación: 0 el gran total, 1 el más alto, y así hacia abajo. */
  level: number;
  /** Clave superior. Clave del nivel superior; vacía en el primero. */
  parent_code?: string | null;
  /** Nombre en español. Nombre en español. */
  name_es?: string | null;
  /** Nombre en inglés. Nombre en inglés, donde lo hay. */
  name_en?: string | null;
  /** De dónde se sabe. Qué tan segura es la entrada y contra qué se comprobó. */
  certainty: string;
}

/** Clasificador por objeto del gasto. Cada renglón es un capítulo, concepto o partida genérica del Clasificador por Objeto del Gasto del CONAC. */
export interface CodeObject {
  /** Clave. Clave en su clasificador. */
  item_code: string;
  /** Nivel. Nivel en su clasificación: 0 el gran total, 1 el más alto, y así hacia abajo. */
  level: number;
  /** Clave superior. Clave del nivel superior; vacía en el primero. */
  parent_code?: string | null;
  /** Nombre en español. Nombre en español. */
  name_es?: string | null;
  /** Nombre en inglés. Nombre en inglés, donde lo hay. */
  name_en?: string | null;
  /** De dónde se sabe. Qué tan segura es la entrada y contra qué se comprobó. */
  certainty: string;
}

/** Modalidades programáticas. Cada renglón es una modalidad de la Clasificación Programática del CONAC (DOF 08-08-2013). */
export interface CodeModality {
  /** Clave. Clave en su clasificador. */
  item_code: string;
  /** Nivel. Nivel en su clasificación: 0 el gran total, 1 el más alto, y así hacia abajo. */
  level: number;
  /** Clave superior. Clave del nivel superior; vacía en el primero. */
  parent_code?: string | null;
  /** Nombre en español. Nombre en español. */
  name_es?: string | null;
  /** Nombre en inglés. Nombre en inglés, donde lo hay. */
  name_en?: string | null;
  /** De dónde se sabe. Qué tan segura es la entrada y contra qué se comprobó. */
  certainty: string;
}

/** Ramos federales. Cada renglón es un ramo del presupuesto federal. */
export interface CodeRamo {
  /** Clave. Clave en su clasificador. */
  item_code: string;
  /** Nivel. Nivel en su clasificación: 0 el gran total, 1 el más alto, y así hacia abajo. */
  level: number;
  /** Clave superior. Clave del nivel superior; vacía en el primero. */
  parent_code?: string | null;
  /** Nombre en español. Nombre en español. */
  name_es?: string | null;
  /** Nombre en inglés. Nombre en inglés, donde lo hay. */
  name_en?: string | null;
  /** De dónde se sabe. Qué tan segura es la entrada y contra qué se comprobó. */
  certainty: string;
}

/** Clasificación COFOG. Cada renglón es una división, grupo o clase de la Clasificación de las Funciones del Gobierno de Naciones Unidas (1999). */
export interface CodeCofog {
  /** Clave. Clave en su clasificador. */
  item_code: string;
  /** Nivel. Nivel en su clasificación: 0 el gran total, 1 el más alto, y así hacia abajo. */
  level: number;
  /** Clave superior. Clave del nivel superior; vacía en el primero. */
  parent_code?: string | null;
  /** Nombre en español. Nombre en español. */
  name_es?: string | null;
  /** Nombre en inglés. Nombre en inglés, donde lo hay. */
  name_en?: string | null;
  /** De dónde se sabe. Qué tan segura es la entrada y contra qué se comprobó. */
  certainty: string;
}

/** Equivalencia funcional - COFOG. Cada renglón dice a qué división, grupo o clase de la COFOG equivale una función o subfunción del CONAC, y con qué certeza. Debajo de `medium` no se usa como hecho. */
export interface CrosswalkFunctionCofog {
  /** Clave. Clave en su clasificador. */
  item_code: string;
  /** Nombre en español. Nombre en español. */
  name_es?: string | null;
  /** Clave COFOG. División, grupo o clase de la COFOG de Naciones Unidas (1999); vacía si no hay ninguna. */
  cofog_code?: string | null;
  /** Certeza. Certeza de la equivalencia. Solo `high` y `medium` se usan como hecho en las tablas. */
  confidence: "high" | "medium" | "low" | "none";
  /** Nota. Advertencia sobre la entrada. */
  note?: string | null;
}

/** Equivalencia por objeto - GFSM 2014. Cada renglón dice a qué código del GFSM 2014 equivale un capítulo, concepto o partida del CONAC, y con qué certeza. */
export interface CrosswalkObjectGfsm {
  /** Clave. Clave en su clasificador. */
  item_code: string;
  /** Nombre en español. Nombre en español. */
  name_es?: string | null;
  /** Clave GFSM 2014. Código del Manual de Estadísticas de Finanzas Públicas del FMI, 2014. */
  gfsm_code?: string | null;
  /** Nombre en inglés. Nombre en inglés, donde lo hay. */
  name_en?: string | null;
  /** Certeza. Certeza de la equivalencia. Solo `high` y `medium` se usan como hecho en las tablas. */
  confidence: "high" | "medium" | "low" | "none";
  /** Nota. Advertencia sobre la entrada. */
  note?: string | null;
}

/** Cobertura. Cada renglón dice, de un gobierno o ente, una tabla y un año, si la cuenta está publicada, falta, se espera, está retenida o se rechazó, y por qué. Si varios conjuntos la dan, hay un renglón por cada uno. Lo que falta se dice de los últimos seis ejercicios, que la ley obliga a tener en línea (LGCG, artículo 58); lo demás, de todos los años. Lo que falta también es un dato. */
export interface CoverageStatus {
  /** Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`). */
  government_level: "federal" | "state" | "municipal";
  /** Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros. */
  jurisdiction_code: string;
  /** Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen. */
  jurisdiction_name: string;
  /** Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí. */
  coverage: "government" | "entity";
  /** Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo. */
  entity_code?: string | null;
  /** Tabla. Tabla de hechos a la que se refiere. */
  table_name: string;
  /** Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre. */
  fiscal_year: number;
  /** Estado de publicación. Publicado (`published`), no publicado o no encontrado (`missing`), pendiente de llegar (`awaiting`), retenido por un hallazgo grave (`held`) o rechazado porque el archivo no es lo que debía (`refused`). */
  publication_status: "published" | "missing" | "awaiting" | "held" | "refused";
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher?: string | null;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset?: string | null;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition?: string | null;
  /** Motivo en español. Por qué, en español. */
  reason_es: string;
  /** Motivo en inglés. Por qué, en inglés. */
  reason_en: string;
}

/** Conservación del dinero. Para cada parte de la fuente y cada importe, a dónde fue cada peso: suma legible de la fuente = hechos + totales + cifras anteriores + alternas + apartado + rechazado, con las conversiones, redondeos, correcciones y diferencias sin explicar en renglones propios. Los importes están en la unidad de la fuente, como ella los imprime; el renglón «unit» dice cuántos pesos es. La suma de la fuente se hace por separado de la normalización. Lo mismo con la cuenta de registros. No se suman renglones distintos. */
export interface Conservation {
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia. */
  source_id: string;
  /** Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes. */
  source_part?: string | null;
  /** Medida. El importe que se concilia (`approved`, `accrued`…) o `records`, la cuenta de registros. */
  measure: string;
  /** Concepto de la conciliación. Renglón de la conciliación: la suma legible de la fuente, lo que quedó en hechos, en totales, apartado, y las diferencias por conversión, redondeo, corrección o sin explicación. */
  line: string;
  /** Valor. Importe en la unidad de la fuente, número de pesos de esa unidad, o número de registros, escritos como texto exacto. */
  value: string;
}

/** Calidad. Cada renglón es una cuenta de lo que está mal o falta en una edición, o en las cuentas de un gobierno o ente: cuántos casos, de cuántos, y con qué filtro se encuentran. Son cuentas por dimensión (completitud, consistencia, oportunidad, trazabilidad) y nunca se suman en una calificación: lo bueno de una medida no puede tapar lo malo de otra. Un cero también es un renglón. */
export interface Quality {
  /** Dimensión de calidad. Completitud (`completeness`), consistencia (`consistency`), oportunidad (`timeliness`) o trazabilidad (`traceability`). */
  quality_dimension: "completeness" | "consistency" | "timeliness" | "traceability";
  /** Medida de calidad. Qué se cuenta. La página de calidad y `schemas/quality.toml` dicen cada una. */
  quality_measure: "account_not_published" | "record_set_aside" | "cell_set_aside" | "amount_not_given" | "blank_amount" | "doubtful_row" | "doubtful_amount" | "sum_not_conserved" | "days_until_seen" | "silent_change" | "file_without_address" | "file_without_reference" | "file_without_licence" | "file_without_digest" | "file_without_time" | "row_without_record" | "corrected_row" | "finding" | "note";
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher?: string | null;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset?: string | null;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition?: string | null;
  /** Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros. */
  jurisdiction_code?: string | null;
  /** Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí. */
  coverage?: "government" | "entity" | null;
  /** Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo. */
  entity_code?: string | null;
  /** Tabla. Tabla de hechos a la que se refiere. */
  table_name?: string | null;
  /** Campo. Campo o encabezado de que se trata; vacío si es el renglón completo. */
  field?: string | null;
  /** Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`). */
  period?: string | null;
  /** Casos. Cuántos casos hay: renglones de la tabla de la evidencia que pasan su filtro. En `days_until_seen`, días. */
  measured: number;
  /** De cuántos. De cuántos se cuentan los casos; en `days_until_seen`, el plazo en días. Vacío donde no hay con qué comparar. */
  out_of?: number | null;
  /** Importe de los casos. Pesos (MXN) corrientes de los casos, sin signo; vacío si no es de dinero. */
  amount_measured?: Money | null;
  /** De cuánto importe. Pesos (MXN) corrientes entre los que se cuentan, sin signo; vacío si no es de dinero. */
  amount_out_of?: Money | null;
  /** Reglas. Claves de las reglas de los hallazgos contados, con `;` entre ellas; vacío si no hay ninguno. */
  finding_rules?: string | null;
  /** Tabla de la evidencia. La tabla de esta publicación que tiene los casos. */
  evidence_table: string;
  /** Filtro de la evidencia. Condición de SQL: los renglones de la tabla que la cumplen son los casos. En `days_until_seen`, el renglón con la fecha. */
  evidence_filter: string;
}

/** Hallazgos. Cada renglón es algo raro en los datos: qué, dónde, qué se esperaba y cuánto dinero toca. El hallazgo no cambia la cifra: la señala. Los importes afectados se traslapan y no se suman. */
export interface Finding {
  /** Identificador del hallazgo. Identificador estable del hallazgo: la regla y una huella de su lugar. El mismo hallazgo conserva el suyo de una publicación a otra. */
  finding_id: string;
  /** Clave de la regla. Clave pública de la regla en `schemas/rules.json`: `F004`. */
  rule_code: string;
  /** Gravedad. `fatal`: el conjunto no se publica. `warning`: alguien debe revisarlo. `note`: conviene saberlo. */
  severity: "fatal" | "warning" | "note";
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Tabla. Tabla de hechos a la que se refiere. */
  table_name?: string | null;
  /** Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros. */
  jurisdiction_code?: string | null;
  /** Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre. */
  fiscal_year?: number | null;
  /** Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`). */
  period?: string | null;
  /** Identificador de la cifra. Identificador único de la cifra: `tabla/gobierno[/ente]/año/clave[/earmarked|/free]/importe`, por ejemplo `spending_by_function/23/2024/2.5/approved`. No lleva la edición. */
  figure_id?: string | null;
  /** Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia. */
  source_id?: string | null;
  /** Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes. */
  source_part?: string | null;
  /** Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez. */
  source_row?: number | null;
  /** Celda. Celda del libro, como `C14`, donde la hay. */
  cell?: string | null;
  /** Campo. Campo o encabezado de que se trata; vacío si es el renglón completo. */
  field?: string | null;
  /** Encontrado. Lo que dice la fuente, sin tocar. */
  found?: string | null;
  /** Esperado. Lo que la regla esperaba. */
  expected?: string | null;
  /** Casos. Cuántos casos reúne el hallazgo. */
  occurrences: number;
  /** Importe afectado. Pesos (MXN) corrientes que toca el hallazgo; vacío si no es de dinero. */
  amount_affected?: Money | null;
  /** Mensaje en español. El hallazgo en palabras, en español. */
  message_es: string;
  /** Mensaje en inglés. El hallazgo en palabras, en inglés. */
  message_en: string;
}

/** Apartados. Cada renglón es una celda que no es un número, o un registro cuya llave no se puede leer o que está roto. Se conserva tal cual, pero no entra a las tablas de hechos. */
export interface SetAside {
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia. */
  source_id: string;
  /** Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes. */
  source_part?: string | null;
  /** Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez. */
  source_row: number;
  /** Campo. Campo o encabezado de que se trata; vacío si es el renglón completo. */
  field?: string | null;
  /** Clave de la regla. Clave pública de la regla en `schemas/rules.json`: `F004`. */
  rule_code: string;
  /** Celdas. Las celdas como se publicaron, sin las columnas rechazadas: un objeto JSON de encabezado a texto, o una lista si el registro está roto. */
  cells: string;
}

/** Archivos de origen. Cada renglón es un archivo publicado del que salen renglones de esta publicación: de dónde vino, cuándo, su huella y su licencia. */
export interface SourceFile {
  /** Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia. */
  source_id: string;
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Nombre del archivo. Nombre del archivo como se publicó. */
  file_name: string;
  /** URL. Dirección de la que se descargó; vacía si llegó en mano. */
  url?: string | null;
  /** Obtenido el. Fecha y hora UTC en que se obtuvo el archivo, según RFC 3339. */
  retrieved_at: string;
  /** Huella SHA-256. Huella de los bytes del archivo: permite comprobar que es el mismo. */
  sha256: string;
  /** Tamaño en bytes. Tamaño del archivo en bytes. */
  size_bytes: number;
  /** Licencia. Licencia con que se publicó el archivo, identificador SPDX donde lo hay. */
  licence_id: string;
  /** Atribución. Texto con que debe citarse la fuente. */
  attribution: string;
  /** Cómo llegó. Se descargó de su dirección (`downloaded`); alguien lo entregó y se anotó cómo, por ejemplo con el folio de una solicitud (`handed_over`); o no se anotó (`not_noted`). Quién lo entregó no se publica. */
  arrival: "downloaded" | "handed_over" | "not_noted";
  /** Es muestra. Verdadero si el archivo es una muestra inventada para pruebas: sus cifras no son de ningún gobierno. */
  is_sample: boolean;
}

/** Bitácora de publicaciones. Cada renglón es algo que hizo quien publica, en el orden en que se vio: publicar un archivo, reemplazarlo sin aviso, empacarlo de nuevo, retirarlo o devolverlo. */
export interface Publication {
  /** Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`. */
  publisher: string;
  /** Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`. */
  dataset: string;
  /** Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores. */
  edition: string;
  /** Qué pasó. Qué hizo quien publica: publicó la primera versión (`published`), la reemplazó por otra con otro contenido (`restated`), la empacó de nuevo sin cambiar el contenido (`repackaged`), la retiró (`withdrawn`) o la puso de nuevo (`returned`). */
  event: "published" | "restated" | "repackaged" | "withdrawn" | "returned";
  /** Visto el. Fecha y hora UTC en que se notó, según RFC 3339. Pudo pasar antes: entre la revisión anterior y ésta. */
  seen_at: string;
  /** Fecha según el servidor. Lo que el servidor de quien publica dice de la fecha de su archivo (`Last-Modified`), tal cual. */
  last_modified?: string | null;
  /** URL. Dirección de la que se descargó; vacía si llegó en mano. */
  url?: string | null;
  /** Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia. */
  source_id?: string | null;
  /** Huella SHA-256. Huella de los bytes del archivo: permite comprobar que es el mismo. */
  sha256?: string | null;
  /** Tamaño en bytes. Tamaño del archivo en bytes. */
  size_bytes?: number | null;
}

/** Every table by its name. */
export interface Tables {
  budget_line: BudgetLine;
  spending_by_function: SpendingByFunction;
  spending_by_object: SpendingByObject;
  spending_by_unit: SpendingByUnit;
  spending_by_type: SpendingByType;
  spending_by_staff: SpendingByStaff;
  spending_by_program: SpendingByProgram;
  revenue_by_source: RevenueBySource;
  indicator: Indicator;
  transfer: Transfer;
  fund_execution: FundExecution;
  public_work: PublicWork;
  finance_statistic: FinanceStatistic;
  annex_line: AnnexLine;
  theme_spending: ThemeSpending;
  theme_line: ThemeLine;
  published_total: PublishedTotal;
  vintage: Vintage;
  alternate: Alternate;
  commitment: Commitment;
  commitment_milestone: CommitmentMilestone;
  commitment_program: CommitmentProgram;
  observation: Observation;
  municipality: Municipality;
  population: Population;
  price_index: PriceIndex;
  code_function: CodeFunction;
  code_object: CodeObject;
  code_modality: CodeModality;
  code_ramo: CodeRamo;
  code_cofog: CodeCofog;
  crosswalk_function_cofog: CrosswalkFunctionCofog;
  crosswalk_object_gfsm: CrosswalkObjectGfsm;
  coverage_status: CoverageStatus;
  conservation: Conservation;
  quality: Quality;
  finding: Finding;
  set_aside: SetAside;
  source_file: SourceFile;
  publication: Publication;
}
