-- erario 0.2.0: las tablas de una publicación, para DuckDB. Cada CSV se carga en el orden de este archivo.
-- erario 0.2.0: the tables of a release, for DuckDB. Load each CSV in the order of this file.
--
-- Un renglón cuyo valor publicado rompe un patrón, una lista o un rango tiene un hallazgo (S002 a S005) y no pasa.
-- A row whose published value breaks a pattern, a list or a range has a finding (S002 to S005) and is refused.

CREATE TABLE "theme_spending" (
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "government_level" text NOT NULL CHECK ("government_level" IN ('federal', 'state', 'municipal')),
    "jurisdiction_code" text NOT NULL CHECK (regexp_full_match("jurisdiction_code", '[0-9]{2}([0-9]{3})?')),
    "jurisdiction_name" text NOT NULL,
    "coverage" text NOT NULL CHECK ("coverage" IN ('government', 'entity')),
    "entity_code" text,
    "entity_name" text,
    "fiscal_year" integer NOT NULL CHECK ("fiscal_year" BETWEEN 1990 AND 2100),
    "period" text NOT NULL CHECK (regexp_full_match("period", '[0-9]{4}(-Q[1-4]|-[0-9]{2})?')),
    "is_cumulative" boolean NOT NULL,
    "account_status" text NOT NULL CHECK ("account_status" IN ('proposed', 'approved', 'partial', 'preliminary', 'final')),
    "theme" text NOT NULL CHECK ("theme" IN ('education', 'environment', 'gender')),
    "scheme" text NOT NULL CHECK (regexp_full_match("scheme", '[a-z]+(_[a-z0-9]+)*')),
    "rule_id" text NOT NULL CHECK (regexp_full_match("rule_id", '[a-z]+(-[a-z]+)*-[0-9]+')),
    "account" text CHECK ("account" IN ('proposal', 'decree', 'in_year', 'final')),
    "approved" decimal(18,2),
    "extensions_reductions" decimal(18,2),
    "modified" decimal(18,2),
    "committed" decimal(18,2),
    "accrued" decimal(18,2),
    "exercised" decimal(18,2),
    "paid" decimal(18,2),
    "under_spending" decimal(18,2),
    "approved_real" decimal(18,2),
    "accrued_real" decimal(18,2),
    "price_base_year" integer CHECK ("price_base_year" BETWEEN 1969 AND 2100),
    "approved_per_capita" decimal(18,2),
    "accrued_per_capita" decimal(18,2),
    "population" bigint CHECK ("population" >= 0),
    "trust" text NOT NULL CHECK ("trust" IN ('ok', 'doubtful')),
    "doubtful_amounts" text,
    "doubt" text,
    UNIQUE ("jurisdiction_code", "coverage", "entity_code", "fiscal_year", "period", "theme", "scheme", "rule_id", "account")
);
COMMENT ON TABLE "theme_spending" IS 'Gasto por tema. Cada renglón es el gasto de un tema (educación, medio ambiente o género) según un método, de un gobierno y un año. Sale de las tablas de hechos: no se suma con ellas. Los temas se traslapan y los métodos miden cosas distintas: no se suman entre sí; tampoco las cuentas federales (`account`). El renglón hereda la duda de cada importe que lo forma. Los importes reales son en pesos de `price_base_year`; los importes por habitante, en pesos corrientes. Lo que un método no revisó no es cero: no tiene renglón, o está en un método que termina en `_unscreened`.';
COMMENT ON COLUMN "theme_spending"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "theme_spending"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "theme_spending"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "theme_spending"."government_level" IS 'Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`).';
COMMENT ON COLUMN "theme_spending"."jurisdiction_code" IS 'Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros.';
COMMENT ON COLUMN "theme_spending"."jurisdiction_name" IS 'Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen.';
COMMENT ON COLUMN "theme_spending"."coverage" IS 'Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí.';
COMMENT ON COLUMN "theme_spending"."entity_code" IS 'Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo.';
COMMENT ON COLUMN "theme_spending"."entity_name" IS 'Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo.';
COMMENT ON COLUMN "theme_spending"."fiscal_year" IS 'Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre.';
COMMENT ON COLUMN "theme_spending"."period" IS 'Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`).';
COMMENT ON COLUMN "theme_spending"."is_cumulative" IS 'Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman.';
COMMENT ON COLUMN "theme_spending"."account_status" IS 'Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar.';
COMMENT ON COLUMN "theme_spending"."theme" IS 'Tema. Tema: educación (`education`), medio ambiente (`environment`) o género (`gender`). Los temas pueden traslaparse: no se suman.';
COMMENT ON COLUMN "theme_spending"."scheme" IS 'Método del tema. Manera de reconocer el gasto del tema: por función (`function`), unidad (`unit`), programa (`program`), ramo (`ramo`), anexo declarado (`annex`, y `annex_without_universal` sin su transferencia universal), marcador de género de la OCDE por calificación (`oecd_gender_marker_2`, `_1`, `_0`, y `_unscreened` lo que nadie revisó) o bandas climáticas (`cpeir_climate`). Los métodos miden cosas distintas: no se suman.';
COMMENT ON COLUMN "theme_spending"."rule_id" IS 'Regla del tema. Regla de `schemas/themes/` que da la cifra: `education-function-1`.';
COMMENT ON COLUMN "theme_spending"."account" IS 'Cuenta. Cuenta a la que pertenece la clave: el proyecto que el Ejecutivo envía (`proposal`; ahí `approved` es lo que propone), el decreto (`decree`), el avance del año (`in_year`) o la Cuenta Pública (`final`). No se suman entre sí.';
COMMENT ON COLUMN "theme_spending"."approved" IS 'Aprobado. Pesos (MXN) corrientes. Presupuesto de egresos aprobado: la asignación anual que autoriza el Congreso o el Cabildo. Momento contable del gasto (LGCG, artículo 38).';
COMMENT ON COLUMN "theme_spending"."extensions_reductions" IS 'Ampliaciones y reducciones. Pesos (MXN) corrientes. Adecuaciones netas durante el año: modificado menos aprobado (en ingresos, menos estimado). Puede ser negativo.';
COMMENT ON COLUMN "theme_spending"."modified" IS 'Modificado. Pesos (MXN) corrientes. Presupuesto, o ingreso estimado, con las adecuaciones hechas hasta el corte (LGCG, artículo 38).';
COMMENT ON COLUMN "theme_spending"."committed" IS 'Comprometido. Pesos (MXN) corrientes. Gasto comprometido: hay un acto o contrato que formaliza la obligación con un tercero (LGCG, artículos 4 y 38).';
COMMENT ON COLUMN "theme_spending"."accrued" IS 'Devengado. Pesos (MXN) corrientes. Gasto devengado: se reconoce la obligación de pago por bienes, servicios u obras recibidos (LGCG, artículos 4 y 38). Es el «gasto» de las comparaciones. En ingresos, el ingreso al que ya hay derecho de cobro.';
COMMENT ON COLUMN "theme_spending"."exercised" IS 'Ejercido. Pesos (MXN) corrientes. Gasto ejercido: se emitió la cuenta por liquidar certificada u orden de pago (LGCG, artículos 4 y 38). En la Cuenta Pública federal, «Ejercicio» es lo pagado más los adeudos del año (ADEFAS) pagados en el siguiente.';
COMMENT ON COLUMN "theme_spending"."paid" IS 'Pagado. Pesos (MXN) corrientes. Gasto pagado: la obligación se canceló con un desembolso (LGCG, artículos 4 y 38).';
COMMENT ON COLUMN "theme_spending"."under_spending" IS 'Subejercicio. Pesos (MXN) corrientes. Subejercicio como lo define el estado analítico: modificado menos devengado. Negativo si se devengó más que lo modificado.';
COMMENT ON COLUMN "theme_spending"."approved_real" IS 'Aprobado, en pesos constantes. Aprobado en pesos del año `price_base_year`, según el promedio anual del INPC. Solo de años y gobiernos completos; vacío si al índice le falta algún mes. La duda del aprobado vale también para él.';
COMMENT ON COLUMN "theme_spending"."accrued_real" IS 'Devengado, en pesos constantes. Devengado en pesos del año `price_base_year`, según el promedio anual del INPC. Solo de años y gobiernos completos; vacío si al índice le falta algún mes. La duda del devengado vale también para él.';
COMMENT ON COLUMN "theme_spending"."price_base_year" IS 'Año base de los precios. Año cuyos precios se usan en los importes constantes. Está en todo renglón que tiene uno.';
COMMENT ON COLUMN "theme_spending"."approved_per_capita" IS 'Aprobado por habitante. Aprobado entre la población del mismo año, en pesos corrientes. Solo de años y gobiernos completos; la Federación no lo tiene.';
COMMENT ON COLUMN "theme_spending"."accrued_per_capita" IS 'Devengado por habitante. Devengado entre la población del mismo año, en pesos corrientes. Solo de años y gobiernos completos; la Federación no lo tiene.';
COMMENT ON COLUMN "theme_spending"."population" IS 'Población. Habitantes a mitad del año, según el CONAPO. Los de los años que siguen a la edición son una proyección.';
COMMENT ON COLUMN "theme_spending"."trust" IS 'Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles.';
COMMENT ON COLUMN "theme_spending"."doubtful_amounts" IS 'Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno.';
COMMENT ON COLUMN "theme_spending"."doubt" IS 'Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe.';

CREATE TABLE "theme_line" (
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "jurisdiction_code" text NOT NULL CHECK (regexp_full_match("jurisdiction_code", '[0-9]{2}([0-9]{3})?')),
    "fiscal_year" integer NOT NULL CHECK ("fiscal_year" BETWEEN 1990 AND 2100),
    "theme" text NOT NULL CHECK ("theme" IN ('education', 'environment', 'gender')),
    "scheme" text NOT NULL CHECK (regexp_full_match("scheme", '[a-z]+(_[a-z0-9]+)*')),
    "figure_id" text NOT NULL,
    "share" decimal(18,6) NOT NULL CHECK ("share" BETWEEN 0 AND 1),
    "rule_id" text NOT NULL CHECK (regexp_full_match("rule_id", '[a-z]+(-[a-z]+)*-[0-9]+')),
    "evidence" text NOT NULL
);
COMMENT ON TABLE "theme_line" IS 'Cifras de cada tema. Cada renglón dice qué cifra cuenta para qué tema, con qué método, en qué proporción y con qué sustento. Sirve para reconstruir `theme_spending`; no tiene importes que sumar. Las claves de `budget_line` no tienen identificador y no están: las dice la regla.';
COMMENT ON COLUMN "theme_line"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "theme_line"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "theme_line"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "theme_line"."jurisdiction_code" IS 'Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros.';
COMMENT ON COLUMN "theme_line"."fiscal_year" IS 'Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre.';
COMMENT ON COLUMN "theme_line"."theme" IS 'Tema. Tema: educación (`education`), medio ambiente (`environment`) o género (`gender`). Los temas pueden traslaparse: no se suman.';
COMMENT ON COLUMN "theme_line"."scheme" IS 'Método del tema. Manera de reconocer el gasto del tema: por función (`function`), unidad (`unit`), programa (`program`), ramo (`ramo`), anexo declarado (`annex`, y `annex_without_universal` sin su transferencia universal), marcador de género de la OCDE por calificación (`oecd_gender_marker_2`, `_1`, `_0`, y `_unscreened` lo que nadie revisó) o bandas climáticas (`cpeir_climate`). Los métodos miden cosas distintas: no se suman.';
COMMENT ON COLUMN "theme_line"."figure_id" IS 'Identificador de la cifra. Identificador único de la cifra: `tabla/gobierno[/ente]/año/clave[/earmarked|/free]/importe`, por ejemplo `spending_by_function/23/2024/2.5/approved`. No lleva la edición.';
COMMENT ON COLUMN "theme_line"."share" IS 'Proporción. Parte de la cifra que cuenta para el tema, entre 0 y 1.';
COMMENT ON COLUMN "theme_line"."rule_id" IS 'Regla del tema. Regla de `schemas/themes/` que da la cifra: `education-function-1`.';
COMMENT ON COLUMN "theme_line"."evidence" IS 'Sustento. Documento o lectura en que se apoya el dato. En un total publicado, dónde se declaró si no está en el archivo.';

CREATE TABLE "municipality" (
    "jurisdiction_code" text NOT NULL CHECK (regexp_full_match("jurisdiction_code", '[0-9]{2}([0-9]{3})?')),
    "jurisdiction_name" text NOT NULL,
    "state_code" text CHECK (regexp_full_match("state_code", '[0-9]{2}')),
    "valid_from" integer,
    "former_names" text,
    "certainty" text NOT NULL,
    PRIMARY KEY ("jurisdiction_code")
);
COMMENT ON TABLE "municipality" IS 'Estados y municipios. Cada renglón es la Federación, un estado o un municipio, con la clave de INEGI, desde cuándo existe y cómo lo llaman fuentes anteriores.';
COMMENT ON COLUMN "municipality"."jurisdiction_code" IS 'Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros.';
COMMENT ON COLUMN "municipality"."jurisdiction_name" IS 'Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen.';
COMMENT ON COLUMN "municipality"."state_code" IS 'Clave de entidad federativa. Entidad federativa en la que se ejerce el gasto, clave INEGI de dos dígitos. Vacía si el gasto no se ubica en una; véase `location_kind`.';
COMMENT ON COLUMN "municipality"."valid_from" IS 'Vigente desde. Primer ejercicio fiscal en que vale; vacío si vale desde antes de toda cuenta publicada, o si `certainty` dice que no se ha comprobado.';
COMMENT ON COLUMN "municipality"."former_names" IS 'Nombres anteriores. Nombres con que fuentes anteriores llaman al mismo municipio, separados por punto y coma.';
COMMENT ON COLUMN "municipality"."certainty" IS 'De dónde se sabe. Qué tan segura es la entrada y contra qué se comprobó.';

CREATE TABLE "code_function" (
    "item_code" text NOT NULL,
    "level" bigint NOT NULL CHECK ("level" >= 0),
    "parent_code" text,
    "name_es" text,
    "name_en" text,
    "certainty" text NOT NULL,
    PRIMARY KEY ("item_code")
);
-- "parent_code" -> code_function ("item_code"): not checked here
COMMENT ON TABLE "code_function" IS 'Clasificador funcional del gasto. Cada renglón es una finalidad, función o subfunción del Clasificador Funcional del Gasto del CONAC (DOF 27-12-2010).';
COMMENT ON COLUMN "code_function"."item_code" IS 'Clave. Clave en su clasificador.';
COMMENT ON COLUMN "code_function"."level" IS 'Nivel. Nivel en su clasificación: 0 el gran total, 1 el más alto, y así hacia abajo.';
COMMENT ON COLUMN "code_function"."parent_code" IS 'Clave superior. Clave del nivel superior; vacía en el primero.';
COMMENT ON COLUMN "code_function"."name_es" IS 'Nombre en español. Nombre en español.';
COMMENT ON COLUMN "code_function"."name_en" IS 'Nombre en inglés. Nombre en inglés, donde lo hay.';
COMMENT ON COLUMN "code_function"."certainty" IS 'De dónde se sabe. Qué tan segura es la entrada y contra qué se comprobó.';

CREATE TABLE "code_object" (
    "item_code" text NOT NULL,
    "level" bigint NOT NULL CHECK ("level" >= 0),
    "parent_code" text,
    "name_es" text,
    "name_en" text,
    "certainty" text NOT NULL,
    PRIMARY KEY ("item_code")
);
-- "parent_code" -> code_object ("item_code"): not checked here
COMMENT ON TABLE "code_object" IS 'Clasificador por objeto del gasto. Cada renglón es un capítulo, concepto o partida genérica del Clasificador por Objeto del Gasto del CONAC.';
COMMENT ON COLUMN "code_object"."item_code" IS 'Clave. Clave en su clasificador.';
COMMENT ON COLUMN "code_object"."level" IS 'Nivel. Nivel en su clasificación: 0 el gran total, 1 el más alto, y así hacia abajo.';
COMMENT ON COLUMN "code_object"."parent_code" IS 'Clave superior. Clave del nivel superior; vacía en el primero.';
COMMENT ON COLUMN "code_object"."name_es" IS 'Nombre en español. Nombre en español.';
COMMENT ON COLUMN "code_object"."name_en" IS 'Nombre en inglés. Nombre en inglés, donde lo hay.';
COMMENT ON COLUMN "code_object"."certainty" IS 'De dónde se sabe. Qué tan segura es la entrada y contra qué se comprobó.';

CREATE TABLE "code_modality" (
    "item_code" text NOT NULL,
    "level" bigint NOT NULL CHECK ("level" >= 0),
    "parent_code" text,
    "name_es" text,
    "name_en" text,
    "certainty" text NOT NULL,
    PRIMARY KEY ("item_code")
);
-- "parent_code" -> code_modality ("item_code"): not checked here
COMMENT ON TABLE "code_modality" IS 'Modalidades programáticas. Cada renglón es una modalidad de la Clasificación Programática del CONAC (DOF 08-08-2013).';
COMMENT ON COLUMN "code_modality"."item_code" IS 'Clave. Clave en su clasificador.';
COMMENT ON COLUMN "code_modality"."level" IS 'Nivel. Nivel en su clasificación: 0 el gran total, 1 el más alto, y así hacia abajo.';
COMMENT ON COLUMN "code_modality"."parent_code" IS 'Clave superior. Clave del nivel superior; vacía en el primero.';
COMMENT ON COLUMN "code_modality"."name_es" IS 'Nombre en español. Nombre en español.';
COMMENT ON COLUMN "code_modality"."name_en" IS 'Nombre en inglés. Nombre en inglés, donde lo hay.';
COMMENT ON COLUMN "code_modality"."certainty" IS 'De dónde se sabe. Qué tan segura es la entrada y contra qué se comprobó.';

CREATE TABLE "code_ramo" (
    "item_code" text NOT NULL,
    "level" bigint NOT NULL CHECK ("level" >= 0),
    "parent_code" text,
    "name_es" text,
    "name_en" text,
    "certainty" text NOT NULL,
    PRIMARY KEY ("item_code")
);
-- "parent_code" -> code_ramo ("item_code"): not checked here
COMMENT ON TABLE "code_ramo" IS 'Ramos federales. Cada renglón es un ramo del presupuesto federal.';
COMMENT ON COLUMN "code_ramo"."item_code" IS 'Clave. Clave en su clasificador.';
COMMENT ON COLUMN "code_ramo"."level" IS 'Nivel. Nivel en su clasificación: 0 el gran total, 1 el más alto, y así hacia abajo.';
COMMENT ON COLUMN "code_ramo"."parent_code" IS 'Clave superior. Clave del nivel superior; vacía en el primero.';
COMMENT ON COLUMN "code_ramo"."name_es" IS 'Nombre en español. Nombre en español.';
COMMENT ON COLUMN "code_ramo"."name_en" IS 'Nombre en inglés. Nombre en inglés, donde lo hay.';
COMMENT ON COLUMN "code_ramo"."certainty" IS 'De dónde se sabe. Qué tan segura es la entrada y contra qué se comprobó.';

CREATE TABLE "code_cofog" (
    "item_code" text NOT NULL,
    "level" bigint NOT NULL CHECK ("level" >= 0),
    "parent_code" text,
    "name_es" text,
    "name_en" text,
    "certainty" text NOT NULL,
    PRIMARY KEY ("item_code")
);
-- "parent_code" -> code_cofog ("item_code"): not checked here
COMMENT ON TABLE "code_cofog" IS 'Clasificación COFOG. Cada renglón es una división, grupo o clase de la Clasificación de las Funciones del Gobierno de Naciones Unidas (1999).';
COMMENT ON COLUMN "code_cofog"."item_code" IS 'Clave. Clave en su clasificador.';
COMMENT ON COLUMN "code_cofog"."level" IS 'Nivel. Nivel en su clasificación: 0 el gran total, 1 el más alto, y así hacia abajo.';
COMMENT ON COLUMN "code_cofog"."parent_code" IS 'Clave superior. Clave del nivel superior; vacía en el primero.';
COMMENT ON COLUMN "code_cofog"."name_es" IS 'Nombre en español. Nombre en español.';
COMMENT ON COLUMN "code_cofog"."name_en" IS 'Nombre en inglés. Nombre en inglés, donde lo hay.';
COMMENT ON COLUMN "code_cofog"."certainty" IS 'De dónde se sabe. Qué tan segura es la entrada y contra qué se comprobó.';

CREATE TABLE "coverage_status" (
    "government_level" text NOT NULL CHECK ("government_level" IN ('federal', 'state', 'municipal')),
    "jurisdiction_code" text NOT NULL CHECK (regexp_full_match("jurisdiction_code", '[0-9]{2}([0-9]{3})?')),
    "jurisdiction_name" text NOT NULL,
    "coverage" text NOT NULL CHECK ("coverage" IN ('government', 'entity')),
    "entity_code" text,
    "table_name" text NOT NULL CHECK (regexp_full_match("table_name", '[a-z][a-z_]*')),
    "fiscal_year" integer NOT NULL CHECK ("fiscal_year" BETWEEN 1990 AND 2100),
    "publication_status" text NOT NULL CHECK ("publication_status" IN ('published', 'missing', 'awaiting', 'held', 'refused')),
    "publisher" text CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text,
    "reason_es" text NOT NULL,
    "reason_en" text NOT NULL,
    UNIQUE ("jurisdiction_code", "coverage", "entity_code", "table_name", "fiscal_year", "publisher", "dataset", "edition")
);
COMMENT ON TABLE "coverage_status" IS 'Cobertura. Cada renglón dice, de un gobierno o ente, una tabla y un año, si la cuenta está publicada, falta, se espera, está retenida o se rechazó, y por qué. Si varios conjuntos la dan, hay un renglón por cada uno. Lo que falta se dice de los últimos seis ejercicios, que la ley obliga a tener en línea (LGCG, artículo 58); lo demás, de todos los años. Lo que falta también es un dato.';
COMMENT ON COLUMN "coverage_status"."government_level" IS 'Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`).';
COMMENT ON COLUMN "coverage_status"."jurisdiction_code" IS 'Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros.';
COMMENT ON COLUMN "coverage_status"."jurisdiction_name" IS 'Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen.';
COMMENT ON COLUMN "coverage_status"."coverage" IS 'Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí.';
COMMENT ON COLUMN "coverage_status"."entity_code" IS 'Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo.';
COMMENT ON COLUMN "coverage_status"."table_name" IS 'Tabla. Tabla de hechos a la que se refiere.';
COMMENT ON COLUMN "coverage_status"."fiscal_year" IS 'Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre.';
COMMENT ON COLUMN "coverage_status"."publication_status" IS 'Estado de publicación. Publicado (`published`), no publicado o no encontrado (`missing`), pendiente de llegar (`awaiting`), retenido por un hallazgo grave (`held`) o rechazado porque el archivo no es lo que debía (`refused`).';
COMMENT ON COLUMN "coverage_status"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "coverage_status"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "coverage_status"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "coverage_status"."reason_es" IS 'Motivo en español. Por qué, en español.';
COMMENT ON COLUMN "coverage_status"."reason_en" IS 'Motivo en inglés. Por qué, en inglés.';

CREATE TABLE "quality" (
    "quality_dimension" text NOT NULL CHECK ("quality_dimension" IN ('completeness', 'consistency', 'timeliness', 'traceability')),
    "quality_measure" text NOT NULL CHECK ("quality_measure" IN ('account_not_published', 'record_set_aside', 'cell_set_aside', 'amount_not_given', 'blank_amount', 'doubtful_row', 'doubtful_amount', 'sum_not_conserved', 'days_until_seen', 'silent_change', 'file_without_address', 'file_without_reference', 'file_without_licence', 'file_without_digest', 'file_without_time', 'row_without_record', 'corrected_row', 'finding', 'note')),
    "publisher" text CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text,
    "jurisdiction_code" text CHECK (regexp_full_match("jurisdiction_code", '[0-9]{2}([0-9]{3})?')),
    "coverage" text CHECK ("coverage" IN ('government', 'entity')),
    "entity_code" text,
    "table_name" text CHECK (regexp_full_match("table_name", '[a-z][a-z_]*')),
    "field" text,
    "period" text CHECK (regexp_full_match("period", '[0-9]{4}(-Q[1-4]|-[0-9]{2})?')),
    "measured" bigint NOT NULL,
    "out_of" bigint CHECK ("out_of" >= 0),
    "amount_measured" decimal(18,2),
    "amount_out_of" decimal(18,2),
    "finding_rules" text,
    "evidence_table" text NOT NULL CHECK (regexp_full_match("evidence_table", '[a-z][a-z_]*')),
    "evidence_filter" text NOT NULL,
    UNIQUE ("quality_dimension", "quality_measure", "publisher", "dataset", "edition", "jurisdiction_code", "coverage", "entity_code", "table_name", "field")
);
COMMENT ON TABLE "quality" IS 'Calidad. Cada renglón es una cuenta de lo que está mal o falta en una edición, o en las cuentas de un gobierno o ente: cuántos casos, de cuántos, y con qué filtro se encuentran. Son cuentas por dimensión (completitud, consistencia, oportunidad, trazabilidad) y nunca se suman en una calificación: lo bueno de una medida no puede tapar lo malo de otra. Un cero también es un renglón.';
COMMENT ON COLUMN "quality"."quality_dimension" IS 'Dimensión de calidad. Completitud (`completeness`), consistencia (`consistency`), oportunidad (`timeliness`) o trazabilidad (`traceability`).';
COMMENT ON COLUMN "quality"."quality_measure" IS 'Medida de calidad. Qué se cuenta. La página de calidad y `schemas/quality.toml` dicen cada una.';
COMMENT ON COLUMN "quality"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "quality"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "quality"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "quality"."jurisdiction_code" IS 'Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros.';
COMMENT ON COLUMN "quality"."coverage" IS 'Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí.';
COMMENT ON COLUMN "quality"."entity_code" IS 'Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo.';
COMMENT ON COLUMN "quality"."table_name" IS 'Tabla. Tabla de hechos a la que se refiere.';
COMMENT ON COLUMN "quality"."field" IS 'Campo. Campo o encabezado de que se trata; vacío si es el renglón completo.';
COMMENT ON COLUMN "quality"."period" IS 'Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`).';
COMMENT ON COLUMN "quality"."measured" IS 'Casos. Cuántos casos hay: renglones de la tabla de la evidencia que pasan su filtro. En `days_until_seen`, días.';
COMMENT ON COLUMN "quality"."out_of" IS 'De cuántos. De cuántos se cuentan los casos; en `days_until_seen`, el plazo en días. Vacío donde no hay con qué comparar.';
COMMENT ON COLUMN "quality"."amount_measured" IS 'Importe de los casos. Pesos (MXN) corrientes de los casos, sin signo; vacío si no es de dinero.';
COMMENT ON COLUMN "quality"."amount_out_of" IS 'De cuánto importe. Pesos (MXN) corrientes entre los que se cuentan, sin signo; vacío si no es de dinero.';
COMMENT ON COLUMN "quality"."finding_rules" IS 'Reglas. Claves de las reglas de los hallazgos contados, con `;` entre ellas; vacío si no hay ninguno.';
COMMENT ON COLUMN "quality"."evidence_table" IS 'Tabla de la evidencia. La tabla de esta publicación que tiene los casos.';
COMMENT ON COLUMN "quality"."evidence_filter" IS 'Filtro de la evidencia. Condición de SQL: los renglones de la tabla que la cumplen son los casos. En `days_until_seen`, el renglón con la fecha.';

CREATE TABLE "source_file" (
    "source_id" text NOT NULL,
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "file_name" text NOT NULL,
    "url" text,
    "retrieved_at" text NOT NULL,
    "sha256" text NOT NULL CHECK (regexp_full_match("sha256", '[0-9a-f]{64}')),
    "size_bytes" bigint NOT NULL CHECK ("size_bytes" >= 0),
    "licence_id" text NOT NULL,
    "attribution" text NOT NULL,
    "arrival" text NOT NULL CHECK ("arrival" IN ('downloaded', 'handed_over', 'not_noted')),
    "is_sample" boolean NOT NULL,
    PRIMARY KEY ("source_id")
);
COMMENT ON TABLE "source_file" IS 'Archivos de origen. Cada renglón es un archivo publicado del que salen renglones de esta publicación: de dónde vino, cuándo, su huella y su licencia.';
COMMENT ON COLUMN "source_file"."source_id" IS 'Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia.';
COMMENT ON COLUMN "source_file"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "source_file"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "source_file"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "source_file"."file_name" IS 'Nombre del archivo. Nombre del archivo como se publicó.';
COMMENT ON COLUMN "source_file"."url" IS 'URL. Dirección de la que se descargó; vacía si llegó en mano.';
COMMENT ON COLUMN "source_file"."retrieved_at" IS 'Obtenido el. Fecha y hora UTC en que se obtuvo el archivo, según RFC 3339.';
COMMENT ON COLUMN "source_file"."sha256" IS 'Huella SHA-256. Huella de los bytes del archivo: permite comprobar que es el mismo.';
COMMENT ON COLUMN "source_file"."size_bytes" IS 'Tamaño en bytes. Tamaño del archivo en bytes.';
COMMENT ON COLUMN "source_file"."licence_id" IS 'Licencia. Licencia con que se publicó el archivo, identificador SPDX donde lo hay.';
COMMENT ON COLUMN "source_file"."attribution" IS 'Atribución. Texto con que debe citarse la fuente.';
COMMENT ON COLUMN "source_file"."arrival" IS 'Cómo llegó. Se descargó de su dirección (`downloaded`); alguien lo entregó y se anotó cómo, por ejemplo con el folio de una solicitud (`handed_over`); o no se anotó (`not_noted`). Quién lo entregó no se publica.';
COMMENT ON COLUMN "source_file"."is_sample" IS 'Es muestra. Verdadero si el archivo es una muestra inventada para pruebas: sus cifras no son de ningún gobierno.';

CREATE TABLE "publication" (
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "event" text NOT NULL CHECK ("event" IN ('published', 'restated', 'repackaged', 'withdrawn', 'returned')),
    "seen_at" text NOT NULL,
    "last_modified" text,
    "url" text,
    "source_id" text,
    "sha256" text CHECK (regexp_full_match("sha256", '[0-9a-f]{64}')),
    "size_bytes" bigint CHECK ("size_bytes" >= 0)
);
COMMENT ON TABLE "publication" IS 'Bitácora de publicaciones. Cada renglón es algo que hizo quien publica, en el orden en que se vio: publicar un archivo, reemplazarlo sin aviso, empacarlo de nuevo, retirarlo o devolverlo.';
COMMENT ON COLUMN "publication"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "publication"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "publication"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "publication"."event" IS 'Qué pasó. Qué hizo quien publica: publicó la primera versión (`published`), la reemplazó por otra con otro contenido (`restated`), la empacó de nuevo sin cambiar el contenido (`repackaged`), la retiró (`withdrawn`) o la puso de nuevo (`returned`).';
COMMENT ON COLUMN "publication"."seen_at" IS 'Visto el. Fecha y hora UTC en que se notó, según RFC 3339. Pudo pasar antes: entre la revisión anterior y ésta.';
COMMENT ON COLUMN "publication"."last_modified" IS 'Fecha según el servidor. Lo que el servidor de quien publica dice de la fecha de su archivo (`Last-Modified`), tal cual.';
COMMENT ON COLUMN "publication"."url" IS 'URL. Dirección de la que se descargó; vacía si llegó en mano.';
COMMENT ON COLUMN "publication"."source_id" IS 'Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia.';
COMMENT ON COLUMN "publication"."sha256" IS 'Huella SHA-256. Huella de los bytes del archivo: permite comprobar que es el mismo.';
COMMENT ON COLUMN "publication"."size_bytes" IS 'Tamaño en bytes. Tamaño del archivo en bytes.';

CREATE TABLE "budget_line" (
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "government_level" text NOT NULL CHECK ("government_level" IN ('federal', 'state', 'municipal')),
    "jurisdiction_code" text NOT NULL CHECK (regexp_full_match("jurisdiction_code", '[0-9]{2}([0-9]{3})?')),
    "jurisdiction_name" text NOT NULL,
    "coverage" text NOT NULL CHECK ("coverage" IN ('government', 'entity')),
    "entity_code" text,
    "entity_name" text,
    "fiscal_year" integer NOT NULL CHECK ("fiscal_year" BETWEEN 1990 AND 2100),
    "period" text NOT NULL CHECK (regexp_full_match("period", '[0-9]{4}(-Q[1-4]|-[0-9]{2})?')),
    "is_cumulative" boolean NOT NULL,
    "account_status" text NOT NULL CHECK ("account_status" IN ('proposed', 'approved', 'partial', 'preliminary', 'final')),
    "account" text NOT NULL CHECK ("account" IN ('proposal', 'decree', 'in_year', 'final')),
    "amount_basis" text CHECK ("amount_basis" IN ('gross', 'net')),
    "ramo_code" text CHECK (regexp_full_match("ramo_code", '[0-9]{2}')),
    "ramo_name" text,
    "unit_code" text,
    "unit_name" text,
    "purpose_code" text CHECK (regexp_full_match("purpose_code", '[1-4]')),
    "purpose_name" text,
    "function_code" text CHECK (regexp_full_match("function_code", '[1-4]\.[1-9]')),
    "function_name" text,
    "subfunction_code" text CHECK (regexp_full_match("subfunction_code", '[1-4]\.[1-9]\.[0-9]{1,2}')),
    "subfunction_name" text,
    "reallocation_code" text,
    "reallocation_name" text,
    "activity_code" text,
    "activity_name" text,
    "modality_code" text CHECK (regexp_full_match("modality_code", '[A-Z]')),
    "modality_name" text,
    "program_code" text CHECK (regexp_full_match("program_code", '[A-Z][0-9]{3,5}')),
    "program_name" text,
    "object_code" text CHECK (regexp_full_match("object_code", '[1-9][0-9]{2,4}')),
    "object_name" text,
    "object_chapter_code" text CHECK (regexp_full_match("object_chapter_code", '[1-9]000')),
    "object_concept_code" text CHECK (regexp_full_match("object_concept_code", '[1-9][1-9]00')),
    "spending_type_code" text,
    "spending_type_name" text,
    "funding_source_code" text,
    "funding_source_name" text,
    "state_code" text CHECK (regexp_full_match("state_code", '[0-9]{2}')),
    "state_name" text,
    "location_kind" text CHECK ("location_kind" IN ('state', 'national', 'abroad', 'not_distributable')),
    "investment_key" text,
    "approved" decimal(18,2),
    "extensions_reductions" decimal(18,2),
    "modified" decimal(18,2),
    "committed" decimal(18,2),
    "accrued" decimal(18,2),
    "exercised" decimal(18,2),
    "paid" decimal(18,2),
    "under_spending" decimal(18,2),
    "trust" text NOT NULL CHECK ("trust" IN ('ok', 'doubtful')),
    "doubtful_amounts" text,
    "doubt" text,
    "correction_id" text,
    "source_id" text NOT NULL,
    "source_part" text,
    "source_row" bigint NOT NULL CHECK ("source_row" >= 1),
    FOREIGN KEY ("source_id") REFERENCES "source_file" ("source_id")
);
COMMENT ON TABLE "budget_line" IS 'Claves presupuestarias. Cada renglón es una clave presupuestaria de una cuenta. Los renglones de una misma cuenta (`account`) se suman: nunca hay totales entre ellos. No se suman cuentas distintas, ni importes brutos con netos, ni momentos contables entre sí (aprobado más devengado no significa nada). Lo bruto incluye las transferencias entre partes del mismo gobierno.';
COMMENT ON COLUMN "budget_line"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "budget_line"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "budget_line"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "budget_line"."government_level" IS 'Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`).';
COMMENT ON COLUMN "budget_line"."jurisdiction_code" IS 'Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros.';
COMMENT ON COLUMN "budget_line"."jurisdiction_name" IS 'Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen.';
COMMENT ON COLUMN "budget_line"."coverage" IS 'Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí.';
COMMENT ON COLUMN "budget_line"."entity_code" IS 'Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo.';
COMMENT ON COLUMN "budget_line"."entity_name" IS 'Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo.';
COMMENT ON COLUMN "budget_line"."fiscal_year" IS 'Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre.';
COMMENT ON COLUMN "budget_line"."period" IS 'Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`).';
COMMENT ON COLUMN "budget_line"."is_cumulative" IS 'Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman.';
COMMENT ON COLUMN "budget_line"."account_status" IS 'Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar.';
COMMENT ON COLUMN "budget_line"."account" IS 'Cuenta. Cuenta a la que pertenece la clave: el proyecto que el Ejecutivo envía (`proposal`; ahí `approved` es lo que propone), el decreto (`decree`), el avance del año (`in_year`) o la Cuenta Pública (`final`). No se suman entre sí.';
COMMENT ON COLUMN "budget_line"."amount_basis" IS 'Base del importe. `gross` (bruto): incluye transferencias entre partes del mismo gobierno, como las aportaciones a seguridad social. `net` (neto): sin ellas, como la cifra del decreto. Vacío donde no hay diferencia.';
COMMENT ON COLUMN "budget_line"."ramo_code" IS 'Clave de ramo. Ramo del Presupuesto de Egresos de la Federación, dos dígitos: `11` Educación Pública, `16` Medio Ambiente y Recursos Naturales.';
COMMENT ON COLUMN "budget_line"."ramo_name" IS 'Ramo. Nombre del ramo o del ente, como se publica.';
COMMENT ON COLUMN "budget_line"."unit_code" IS 'Clave de la unidad. Clave de la unidad responsable o dependencia, como se publica (tres caracteres en la Federación). Puede repetirse para unidades distintas: se lee junto con el nombre.';
COMMENT ON COLUMN "budget_line"."unit_name" IS 'Unidad administrativa. Nombre de la unidad responsable, dependencia o ente, como se publica, sin espacios repetidos.';
COMMENT ON COLUMN "budget_line"."purpose_code" IS 'Clave de finalidad. Finalidad de la Clasificación Funcional del Gasto del CONAC: `1` Gobierno, `2` Desarrollo Social, `3` Desarrollo Económico, `4` Otras no Clasificadas en Funciones Anteriores.';
COMMENT ON COLUMN "budget_line"."purpose_name" IS 'Finalidad. Nombre de la finalidad.';
COMMENT ON COLUMN "budget_line"."function_code" IS 'Clave de función. Función de la Clasificación Funcional del Gasto del CONAC, con punto: `2.5` Educación, `2.1` Protección Ambiental. Vacía si la finalidad no viene desglosada.';
COMMENT ON COLUMN "budget_line"."function_name" IS 'Función. Nombre de la función.';
COMMENT ON COLUMN "budget_line"."subfunction_code" IS 'Clave de subfunción. Subfunción de la Clasificación Funcional del Gasto del CONAC, con puntos: `2.5.1` Educación Básica.';
COMMENT ON COLUMN "budget_line"."subfunction_name" IS 'Subfunción. Nombre de la subfunción.';
COMMENT ON COLUMN "budget_line"."reallocation_code" IS 'Clave de reasignación. Dice si la línea viene del proyecto del Ejecutivo (`0`) o de una ampliación de la Cámara de Diputados (`1`). Sin ella, 317 claves del PEF 2016 se repiten.';
COMMENT ON COLUMN "budget_line"."reallocation_name" IS 'Reasignación. El nombre de la reasignación, como lo publica la fuente.';
COMMENT ON COLUMN "budget_line"."activity_code" IS 'Clave de actividad institucional. Actividad institucional: la acción sustantiva o de apoyo a la que se destina el gasto.';
COMMENT ON COLUMN "budget_line"."activity_name" IS 'Actividad institucional. Nombre de la actividad institucional.';
COMMENT ON COLUMN "budget_line"."modality_code" IS 'Clave de modalidad. Modalidad del programa presupuestario, una letra de la Clasificación Programática del CONAC: `E` Prestación de Servicios Públicos, `S` Sujetos a Reglas de Operación.';
COMMENT ON COLUMN "budget_line"."modality_name" IS 'Modalidad. Nombre de la modalidad del programa presupuestario.';
COMMENT ON COLUMN "budget_line"."program_code" IS 'Clave del programa presupuestario. Programa presupuestario: modalidad y número, `P001`; tres dígitos en la Federación, hasta cinco en otros gobiernos. El mismo número en otro ramo es otro programa.';
COMMENT ON COLUMN "budget_line"."program_name" IS 'Programa presupuestario. Nombre del programa presupuestario, como se publica.';
COMMENT ON COLUMN "budget_line"."object_code" IS 'Clave del objeto del gasto. Clave del Clasificador por Objeto del Gasto al nivel más fino que se publica: concepto (`1100`), partida genérica o partida específica.';
COMMENT ON COLUMN "budget_line"."object_name" IS 'Objeto del gasto. Nombre del objeto del gasto.';
COMMENT ON COLUMN "budget_line"."object_chapter_code" IS 'Clave de capítulo. Capítulo del Clasificador por Objeto del Gasto del CONAC, cuatro dígitos: `1000` Servicios personales.';
COMMENT ON COLUMN "budget_line"."object_concept_code" IS 'Clave de concepto. Concepto del Clasificador por Objeto del Gasto del CONAC, cuatro dígitos: `1100`. Vacía si el capítulo no viene desglosado.';
COMMENT ON COLUMN "budget_line"."spending_type_code" IS 'Clave de tipo de gasto. Tipo de gasto, como se publica. La Federación usa una lista más larga que la del CONAC: léase con el nombre.';
COMMENT ON COLUMN "budget_line"."spending_type_name" IS 'Tipo de gasto. Nombre del tipo de gasto: corriente, de capital, pensiones y jubilaciones, participaciones…';
COMMENT ON COLUMN "budget_line"."funding_source_code" IS 'Clave de fuente de financiamiento. Fuente de financiamiento, como se publica.';
COMMENT ON COLUMN "budget_line"."funding_source_name" IS 'Fuente de financiamiento. Nombre de la fuente de financiamiento: recursos fiscales, ingresos propios, financiamiento externo…';
COMMENT ON COLUMN "budget_line"."state_code" IS 'Clave de entidad federativa. Entidad federativa en la que se ejerce el gasto, clave INEGI de dos dígitos. Vacía si el gasto no se ubica en una; véase `location_kind`.';
COMMENT ON COLUMN "budget_line"."state_name" IS 'Entidad federativa. Entidad federativa en la que se ejerce el gasto, con el nombre que le da la fuente; la clave es la del INEGI.';
COMMENT ON COLUMN "budget_line"."location_kind" IS 'Tipo de ubicación. `state`: una entidad federativa. `national`: varias o todo el país. `abroad`: en el extranjero. `not_distributable`: no distribuible geográficamente. En los archivos federales son las claves 33, 34 y 35, que no son entidades.';
COMMENT ON COLUMN "budget_line"."investment_key" IS 'Clave de cartera. Clave del programa o proyecto en la cartera de inversión de la SHCP; vacía si el gasto no pertenece a uno.';
COMMENT ON COLUMN "budget_line"."approved" IS 'Aprobado. Pesos (MXN) corrientes. Presupuesto de egresos aprobado: la asignación anual que autoriza el Congreso o el Cabildo. Momento contable del gasto (LGCG, artículo 38).';
COMMENT ON COLUMN "budget_line"."extensions_reductions" IS 'Ampliaciones y reducciones. Pesos (MXN) corrientes. Adecuaciones netas durante el año: modificado menos aprobado (en ingresos, menos estimado). Puede ser negativo.';
COMMENT ON COLUMN "budget_line"."modified" IS 'Modificado. Pesos (MXN) corrientes. Presupuesto, o ingreso estimado, con las adecuaciones hechas hasta el corte (LGCG, artículo 38).';
COMMENT ON COLUMN "budget_line"."committed" IS 'Comprometido. Pesos (MXN) corrientes. Gasto comprometido: hay un acto o contrato que formaliza la obligación con un tercero (LGCG, artículos 4 y 38).';
COMMENT ON COLUMN "budget_line"."accrued" IS 'Devengado. Pesos (MXN) corrientes. Gasto devengado: se reconoce la obligación de pago por bienes, servicios u obras recibidos (LGCG, artículos 4 y 38). Es el «gasto» de las comparaciones. En ingresos, el ingreso al que ya hay derecho de cobro.';
COMMENT ON COLUMN "budget_line"."exercised" IS 'Ejercido. Pesos (MXN) corrientes. Gasto ejercido: se emitió la cuenta por liquidar certificada u orden de pago (LGCG, artículos 4 y 38). En la Cuenta Pública federal, «Ejercicio» es lo pagado más los adeudos del año (ADEFAS) pagados en el siguiente.';
COMMENT ON COLUMN "budget_line"."paid" IS 'Pagado. Pesos (MXN) corrientes. Gasto pagado: la obligación se canceló con un desembolso (LGCG, artículos 4 y 38).';
COMMENT ON COLUMN "budget_line"."under_spending" IS 'Subejercicio. Pesos (MXN) corrientes. Subejercicio como lo define el estado analítico: modificado menos devengado. Negativo si se devengó más que lo modificado.';
COMMENT ON COLUMN "budget_line"."trust" IS 'Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles.';
COMMENT ON COLUMN "budget_line"."doubtful_amounts" IS 'Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno.';
COMMENT ON COLUMN "budget_line"."doubt" IS 'Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe.';
COMMENT ON COLUMN "budget_line"."correction_id" IS 'Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual.';
COMMENT ON COLUMN "budget_line"."source_id" IS 'Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia.';
COMMENT ON COLUMN "budget_line"."source_part" IS 'Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes.';
COMMENT ON COLUMN "budget_line"."source_row" IS 'Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez.';

CREATE TABLE "spending_by_function" (
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "government_level" text NOT NULL CHECK ("government_level" IN ('federal', 'state', 'municipal')),
    "jurisdiction_code" text NOT NULL CHECK (regexp_full_match("jurisdiction_code", '[0-9]{2}([0-9]{3})?')),
    "jurisdiction_name" text NOT NULL,
    "coverage" text NOT NULL CHECK ("coverage" IN ('government', 'entity')),
    "entity_code" text,
    "entity_name" text,
    "fiscal_year" integer NOT NULL CHECK ("fiscal_year" BETWEEN 1990 AND 2100),
    "period" text NOT NULL CHECK (regexp_full_match("period", '[0-9]{4}(-Q[1-4]|-[0-9]{2})?')),
    "is_cumulative" boolean NOT NULL,
    "account_status" text NOT NULL CHECK ("account_status" IN ('proposed', 'approved', 'partial', 'preliminary', 'final')),
    "purpose_code" text CHECK (regexp_full_match("purpose_code", '[1-4]')),
    "purpose_name" text,
    "function_code" text CHECK (regexp_full_match("function_code", '[1-4]\.[1-9]')),
    "function_name" text,
    "is_earmarked" boolean,
    "cofog_division_code" text CHECK (regexp_full_match("cofog_division_code", '(0[1-9]|10)')),
    "cofog_confidence" text CHECK ("cofog_confidence" IN ('high', 'medium', 'low', 'none')),
    "approved" decimal(18,2),
    "extensions_reductions" decimal(18,2),
    "modified" decimal(18,2),
    "committed" decimal(18,2),
    "accrued" decimal(18,2),
    "exercised" decimal(18,2),
    "paid" decimal(18,2),
    "under_spending" decimal(18,2),
    "trust" text NOT NULL CHECK ("trust" IN ('ok', 'doubtful')),
    "doubtful_amounts" text,
    "doubt" text,
    "correction_id" text,
    "source_id" text NOT NULL,
    "source_part" text,
    "source_row" bigint NOT NULL CHECK ("source_row" >= 1),
    FOREIGN KEY ("source_id") REFERENCES "source_file" ("source_id")
);
COMMENT ON TABLE "spending_by_function" IS 'Gasto por función. Cada renglón es una función de la Clasificación Funcional del Gasto del CONAC, de un gobierno y un año. Los renglones de un gobierno y un año se suman. Es el mismo dinero que en las tablas por objeto, unidad y programa: no se suma con ellas. `government` y `entity` no se suman entre sí, ni los momentos contables. Un total que la fuente no desglosa es él mismo el renglón, con la clave de abajo vacía. Los totales impresos están en `published_total`.';
COMMENT ON COLUMN "spending_by_function"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "spending_by_function"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "spending_by_function"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "spending_by_function"."government_level" IS 'Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`).';
COMMENT ON COLUMN "spending_by_function"."jurisdiction_code" IS 'Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros.';
COMMENT ON COLUMN "spending_by_function"."jurisdiction_name" IS 'Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen.';
COMMENT ON COLUMN "spending_by_function"."coverage" IS 'Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí.';
COMMENT ON COLUMN "spending_by_function"."entity_code" IS 'Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo.';
COMMENT ON COLUMN "spending_by_function"."entity_name" IS 'Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo.';
COMMENT ON COLUMN "spending_by_function"."fiscal_year" IS 'Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre.';
COMMENT ON COLUMN "spending_by_function"."period" IS 'Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`).';
COMMENT ON COLUMN "spending_by_function"."is_cumulative" IS 'Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman.';
COMMENT ON COLUMN "spending_by_function"."account_status" IS 'Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar.';
COMMENT ON COLUMN "spending_by_function"."purpose_code" IS 'Clave de finalidad. Finalidad de la Clasificación Funcional del Gasto del CONAC: `1` Gobierno, `2` Desarrollo Social, `3` Desarrollo Económico, `4` Otras no Clasificadas en Funciones Anteriores.';
COMMENT ON COLUMN "spending_by_function"."purpose_name" IS 'Finalidad. Nombre de la finalidad.';
COMMENT ON COLUMN "spending_by_function"."function_code" IS 'Clave de función. Función de la Clasificación Funcional del Gasto del CONAC, con punto: `2.5` Educación, `2.1` Protección Ambiental. Vacía si la finalidad no viene desglosada.';
COMMENT ON COLUMN "spending_by_function"."function_name" IS 'Función. Nombre de la función.';
COMMENT ON COLUMN "spending_by_function"."is_earmarked" IS 'Es etiquetado. Verdadero: gasto etiquetado o ingreso de transferencias federales etiquetadas (LDF). Falso: no etiquetado o de libre disposición. Vacío si la fuente no lo distingue.';
COMMENT ON COLUMN "spending_by_function"."cofog_division_code" IS 'División COFOG. División de la clasificación de las funciones del gobierno de las Naciones Unidas (COFOG/CFG) que corresponde a la función: `09` Educación. Es una equivalencia nuestra, no un dato de la fuente; vacía donde su certeza es menor que media.';
COMMENT ON COLUMN "spending_by_function"."cofog_confidence" IS 'Certeza de la equivalencia. Qué tan exacta es la equivalencia con COFOG: alta (`high`), media (`medium`), baja (`low`) o sin equivalencia (`none`). Con las dos últimas, `cofog_division_code` está vacía.';
COMMENT ON COLUMN "spending_by_function"."approved" IS 'Aprobado. Pesos (MXN) corrientes. Presupuesto de egresos aprobado: la asignación anual que autoriza el Congreso o el Cabildo. Momento contable del gasto (LGCG, artículo 38).';
COMMENT ON COLUMN "spending_by_function"."extensions_reductions" IS 'Ampliaciones y reducciones. Pesos (MXN) corrientes. Adecuaciones netas durante el año: modificado menos aprobado (en ingresos, menos estimado). Puede ser negativo.';
COMMENT ON COLUMN "spending_by_function"."modified" IS 'Modificado. Pesos (MXN) corrientes. Presupuesto, o ingreso estimado, con las adecuaciones hechas hasta el corte (LGCG, artículo 38).';
COMMENT ON COLUMN "spending_by_function"."committed" IS 'Comprometido. Pesos (MXN) corrientes. Gasto comprometido: hay un acto o contrato que formaliza la obligación con un tercero (LGCG, artículos 4 y 38).';
COMMENT ON COLUMN "spending_by_function"."accrued" IS 'Devengado. Pesos (MXN) corrientes. Gasto devengado: se reconoce la obligación de pago por bienes, servicios u obras recibidos (LGCG, artículos 4 y 38). Es el «gasto» de las comparaciones. En ingresos, el ingreso al que ya hay derecho de cobro.';
COMMENT ON COLUMN "spending_by_function"."exercised" IS 'Ejercido. Pesos (MXN) corrientes. Gasto ejercido: se emitió la cuenta por liquidar certificada u orden de pago (LGCG, artículos 4 y 38). En la Cuenta Pública federal, «Ejercicio» es lo pagado más los adeudos del año (ADEFAS) pagados en el siguiente.';
COMMENT ON COLUMN "spending_by_function"."paid" IS 'Pagado. Pesos (MXN) corrientes. Gasto pagado: la obligación se canceló con un desembolso (LGCG, artículos 4 y 38).';
COMMENT ON COLUMN "spending_by_function"."under_spending" IS 'Subejercicio. Pesos (MXN) corrientes. Subejercicio como lo define el estado analítico: modificado menos devengado. Negativo si se devengó más que lo modificado.';
COMMENT ON COLUMN "spending_by_function"."trust" IS 'Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles.';
COMMENT ON COLUMN "spending_by_function"."doubtful_amounts" IS 'Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno.';
COMMENT ON COLUMN "spending_by_function"."doubt" IS 'Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe.';
COMMENT ON COLUMN "spending_by_function"."correction_id" IS 'Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual.';
COMMENT ON COLUMN "spending_by_function"."source_id" IS 'Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia.';
COMMENT ON COLUMN "spending_by_function"."source_part" IS 'Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes.';
COMMENT ON COLUMN "spending_by_function"."source_row" IS 'Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez.';

CREATE TABLE "spending_by_object" (
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "government_level" text NOT NULL CHECK ("government_level" IN ('federal', 'state', 'municipal')),
    "jurisdiction_code" text NOT NULL CHECK (regexp_full_match("jurisdiction_code", '[0-9]{2}([0-9]{3})?')),
    "jurisdiction_name" text NOT NULL,
    "coverage" text NOT NULL CHECK ("coverage" IN ('government', 'entity')),
    "entity_code" text,
    "entity_name" text,
    "fiscal_year" integer NOT NULL CHECK ("fiscal_year" BETWEEN 1990 AND 2100),
    "period" text NOT NULL CHECK (regexp_full_match("period", '[0-9]{4}(-Q[1-4]|-[0-9]{2})?')),
    "is_cumulative" boolean NOT NULL,
    "account_status" text NOT NULL CHECK ("account_status" IN ('proposed', 'approved', 'partial', 'preliminary', 'final')),
    "object_chapter_code" text CHECK (regexp_full_match("object_chapter_code", '[1-9]000')),
    "object_chapter_name" text,
    "object_concept_code" text CHECK (regexp_full_match("object_concept_code", '[1-9][1-9]00')),
    "object_concept_name" text,
    "is_earmarked" boolean,
    "approved" decimal(18,2),
    "extensions_reductions" decimal(18,2),
    "modified" decimal(18,2),
    "committed" decimal(18,2),
    "accrued" decimal(18,2),
    "exercised" decimal(18,2),
    "paid" decimal(18,2),
    "under_spending" decimal(18,2),
    "trust" text NOT NULL CHECK ("trust" IN ('ok', 'doubtful')),
    "doubtful_amounts" text,
    "doubt" text,
    "correction_id" text,
    "source_id" text NOT NULL,
    "source_part" text,
    "source_row" bigint NOT NULL CHECK ("source_row" >= 1),
    FOREIGN KEY ("source_id") REFERENCES "source_file" ("source_id")
);
COMMENT ON TABLE "spending_by_object" IS 'Gasto por objeto. Cada renglón es un concepto del Clasificador por Objeto del Gasto del CONAC, de un gobierno y un año: en qué se gasta. Los renglones de un gobierno y un año se suman. Es el mismo dinero que en las tablas por función, unidad y programa: no se suma con ellas. Un total que la fuente no desglosa es él mismo el renglón, con la clave de abajo vacía. Los totales impresos están en `published_total`.';
COMMENT ON COLUMN "spending_by_object"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "spending_by_object"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "spending_by_object"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "spending_by_object"."government_level" IS 'Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`).';
COMMENT ON COLUMN "spending_by_object"."jurisdiction_code" IS 'Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros.';
COMMENT ON COLUMN "spending_by_object"."jurisdiction_name" IS 'Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen.';
COMMENT ON COLUMN "spending_by_object"."coverage" IS 'Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí.';
COMMENT ON COLUMN "spending_by_object"."entity_code" IS 'Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo.';
COMMENT ON COLUMN "spending_by_object"."entity_name" IS 'Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo.';
COMMENT ON COLUMN "spending_by_object"."fiscal_year" IS 'Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre.';
COMMENT ON COLUMN "spending_by_object"."period" IS 'Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`).';
COMMENT ON COLUMN "spending_by_object"."is_cumulative" IS 'Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman.';
COMMENT ON COLUMN "spending_by_object"."account_status" IS 'Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar.';
COMMENT ON COLUMN "spending_by_object"."object_chapter_code" IS 'Clave de capítulo. Capítulo del Clasificador por Objeto del Gasto del CONAC, cuatro dígitos: `1000` Servicios personales.';
COMMENT ON COLUMN "spending_by_object"."object_chapter_name" IS 'Capítulo. Nombre del capítulo de gasto.';
COMMENT ON COLUMN "spending_by_object"."object_concept_code" IS 'Clave de concepto. Concepto del Clasificador por Objeto del Gasto del CONAC, cuatro dígitos: `1100`. Vacía si el capítulo no viene desglosado.';
COMMENT ON COLUMN "spending_by_object"."object_concept_name" IS 'Concepto del gasto. Nombre del concepto del gasto.';
COMMENT ON COLUMN "spending_by_object"."is_earmarked" IS 'Es etiquetado. Verdadero: gasto etiquetado o ingreso de transferencias federales etiquetadas (LDF). Falso: no etiquetado o de libre disposición. Vacío si la fuente no lo distingue.';
COMMENT ON COLUMN "spending_by_object"."approved" IS 'Aprobado. Pesos (MXN) corrientes. Presupuesto de egresos aprobado: la asignación anual que autoriza el Congreso o el Cabildo. Momento contable del gasto (LGCG, artículo 38).';
COMMENT ON COLUMN "spending_by_object"."extensions_reductions" IS 'Ampliaciones y reducciones. Pesos (MXN) corrientes. Adecuaciones netas durante el año: modificado menos aprobado (en ingresos, menos estimado). Puede ser negativo.';
COMMENT ON COLUMN "spending_by_object"."modified" IS 'Modificado. Pesos (MXN) corrientes. Presupuesto, o ingreso estimado, con las adecuaciones hechas hasta el corte (LGCG, artículo 38).';
COMMENT ON COLUMN "spending_by_object"."committed" IS 'Comprometido. Pesos (MXN) corrientes. Gasto comprometido: hay un acto o contrato que formaliza la obligación con un tercero (LGCG, artículos 4 y 38).';
COMMENT ON COLUMN "spending_by_object"."accrued" IS 'Devengado. Pesos (MXN) corrientes. Gasto devengado: se reconoce la obligación de pago por bienes, servicios u obras recibidos (LGCG, artículos 4 y 38). Es el «gasto» de las comparaciones. En ingresos, el ingreso al que ya hay derecho de cobro.';
COMMENT ON COLUMN "spending_by_object"."exercised" IS 'Ejercido. Pesos (MXN) corrientes. Gasto ejercido: se emitió la cuenta por liquidar certificada u orden de pago (LGCG, artículos 4 y 38). En la Cuenta Pública federal, «Ejercicio» es lo pagado más los adeudos del año (ADEFAS) pagados en el siguiente.';
COMMENT ON COLUMN "spending_by_object"."paid" IS 'Pagado. Pesos (MXN) corrientes. Gasto pagado: la obligación se canceló con un desembolso (LGCG, artículos 4 y 38).';
COMMENT ON COLUMN "spending_by_object"."under_spending" IS 'Subejercicio. Pesos (MXN) corrientes. Subejercicio como lo define el estado analítico: modificado menos devengado. Negativo si se devengó más que lo modificado.';
COMMENT ON COLUMN "spending_by_object"."trust" IS 'Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles.';
COMMENT ON COLUMN "spending_by_object"."doubtful_amounts" IS 'Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno.';
COMMENT ON COLUMN "spending_by_object"."doubt" IS 'Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe.';
COMMENT ON COLUMN "spending_by_object"."correction_id" IS 'Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual.';
COMMENT ON COLUMN "spending_by_object"."source_id" IS 'Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia.';
COMMENT ON COLUMN "spending_by_object"."source_part" IS 'Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes.';
COMMENT ON COLUMN "spending_by_object"."source_row" IS 'Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez.';

CREATE TABLE "spending_by_unit" (
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "government_level" text NOT NULL CHECK ("government_level" IN ('federal', 'state', 'municipal')),
    "jurisdiction_code" text NOT NULL CHECK (regexp_full_match("jurisdiction_code", '[0-9]{2}([0-9]{3})?')),
    "jurisdiction_name" text NOT NULL,
    "coverage" text NOT NULL CHECK ("coverage" IN ('government', 'entity')),
    "entity_code" text,
    "entity_name" text,
    "fiscal_year" integer NOT NULL CHECK ("fiscal_year" BETWEEN 1990 AND 2100),
    "period" text NOT NULL CHECK (regexp_full_match("period", '[0-9]{4}(-Q[1-4]|-[0-9]{2})?')),
    "is_cumulative" boolean NOT NULL,
    "account_status" text NOT NULL CHECK ("account_status" IN ('proposed', 'approved', 'partial', 'preliminary', 'final')),
    "unit_code" text,
    "unit_name" text,
    "is_earmarked" boolean,
    "approved" decimal(18,2),
    "extensions_reductions" decimal(18,2),
    "modified" decimal(18,2),
    "committed" decimal(18,2),
    "accrued" decimal(18,2),
    "exercised" decimal(18,2),
    "paid" decimal(18,2),
    "under_spending" decimal(18,2),
    "trust" text NOT NULL CHECK ("trust" IN ('ok', 'doubtful')),
    "doubtful_amounts" text,
    "doubt" text,
    "correction_id" text,
    "source_id" text NOT NULL,
    "source_part" text,
    "source_row" bigint NOT NULL CHECK ("source_row" >= 1),
    FOREIGN KEY ("source_id") REFERENCES "source_file" ("source_id")
);
COMMENT ON TABLE "spending_by_unit" IS 'Gasto por unidad administrativa. Cada renglón es una unidad administrativa: una dependencia, un poder, un órgano autónomo, una entidad. Los renglones de un gobierno y un año se suman. Las claves se repiten para unidades distintas, por eso la llave lleva el nombre. Las claves cambian de un año a otro: para seguir a una unidad use su nombre, con cuidado. Es el mismo dinero que en las tablas por función, objeto y programa: no se suma con ellas. Un total que la fuente no desglosa es él mismo el renglón, con la clave de abajo vacía. Los totales impresos están en `published_total`.';
COMMENT ON COLUMN "spending_by_unit"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "spending_by_unit"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "spending_by_unit"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "spending_by_unit"."government_level" IS 'Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`).';
COMMENT ON COLUMN "spending_by_unit"."jurisdiction_code" IS 'Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros.';
COMMENT ON COLUMN "spending_by_unit"."jurisdiction_name" IS 'Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen.';
COMMENT ON COLUMN "spending_by_unit"."coverage" IS 'Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí.';
COMMENT ON COLUMN "spending_by_unit"."entity_code" IS 'Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo.';
COMMENT ON COLUMN "spending_by_unit"."entity_name" IS 'Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo.';
COMMENT ON COLUMN "spending_by_unit"."fiscal_year" IS 'Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre.';
COMMENT ON COLUMN "spending_by_unit"."period" IS 'Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`).';
COMMENT ON COLUMN "spending_by_unit"."is_cumulative" IS 'Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman.';
COMMENT ON COLUMN "spending_by_unit"."account_status" IS 'Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar.';
COMMENT ON COLUMN "spending_by_unit"."unit_code" IS 'Clave de la unidad. Clave de la unidad responsable o dependencia, como se publica (tres caracteres en la Federación). Puede repetirse para unidades distintas: se lee junto con el nombre.';
COMMENT ON COLUMN "spending_by_unit"."unit_name" IS 'Unidad administrativa. Nombre de la unidad responsable, dependencia o ente, como se publica, sin espacios repetidos.';
COMMENT ON COLUMN "spending_by_unit"."is_earmarked" IS 'Es etiquetado. Verdadero: gasto etiquetado o ingreso de transferencias federales etiquetadas (LDF). Falso: no etiquetado o de libre disposición. Vacío si la fuente no lo distingue.';
COMMENT ON COLUMN "spending_by_unit"."approved" IS 'Aprobado. Pesos (MXN) corrientes. Presupuesto de egresos aprobado: la asignación anual que autoriza el Congreso o el Cabildo. Momento contable del gasto (LGCG, artículo 38).';
COMMENT ON COLUMN "spending_by_unit"."extensions_reductions" IS 'Ampliaciones y reducciones. Pesos (MXN) corrientes. Adecuaciones netas durante el año: modificado menos aprobado (en ingresos, menos estimado). Puede ser negativo.';
COMMENT ON COLUMN "spending_by_unit"."modified" IS 'Modificado. Pesos (MXN) corrientes. Presupuesto, o ingreso estimado, con las adecuaciones hechas hasta el corte (LGCG, artículo 38).';
COMMENT ON COLUMN "spending_by_unit"."committed" IS 'Comprometido. Pesos (MXN) corrientes. Gasto comprometido: hay un acto o contrato que formaliza la obligación con un tercero (LGCG, artículos 4 y 38).';
COMMENT ON COLUMN "spending_by_unit"."accrued" IS 'Devengado. Pesos (MXN) corrientes. Gasto devengado: se reconoce la obligación de pago por bienes, servicios u obras recibidos (LGCG, artículos 4 y 38). Es el «gasto» de las comparaciones. En ingresos, el ingreso al que ya hay derecho de cobro.';
COMMENT ON COLUMN "spending_by_unit"."exercised" IS 'Ejercido. Pesos (MXN) corrientes. Gasto ejercido: se emitió la cuenta por liquidar certificada u orden de pago (LGCG, artículos 4 y 38). En la Cuenta Pública federal, «Ejercicio» es lo pagado más los adeudos del año (ADEFAS) pagados en el siguiente.';
COMMENT ON COLUMN "spending_by_unit"."paid" IS 'Pagado. Pesos (MXN) corrientes. Gasto pagado: la obligación se canceló con un desembolso (LGCG, artículos 4 y 38).';
COMMENT ON COLUMN "spending_by_unit"."under_spending" IS 'Subejercicio. Pesos (MXN) corrientes. Subejercicio como lo define el estado analítico: modificado menos devengado. Negativo si se devengó más que lo modificado.';
COMMENT ON COLUMN "spending_by_unit"."trust" IS 'Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles.';
COMMENT ON COLUMN "spending_by_unit"."doubtful_amounts" IS 'Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno.';
COMMENT ON COLUMN "spending_by_unit"."doubt" IS 'Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe.';
COMMENT ON COLUMN "spending_by_unit"."correction_id" IS 'Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual.';
COMMENT ON COLUMN "spending_by_unit"."source_id" IS 'Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia.';
COMMENT ON COLUMN "spending_by_unit"."source_part" IS 'Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes.';
COMMENT ON COLUMN "spending_by_unit"."source_row" IS 'Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez.';

CREATE TABLE "spending_by_type" (
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "government_level" text NOT NULL CHECK ("government_level" IN ('federal', 'state', 'municipal')),
    "jurisdiction_code" text NOT NULL CHECK (regexp_full_match("jurisdiction_code", '[0-9]{2}([0-9]{3})?')),
    "jurisdiction_name" text NOT NULL,
    "coverage" text NOT NULL CHECK ("coverage" IN ('government', 'entity')),
    "entity_code" text,
    "entity_name" text,
    "fiscal_year" integer NOT NULL CHECK ("fiscal_year" BETWEEN 1990 AND 2100),
    "period" text NOT NULL CHECK (regexp_full_match("period", '[0-9]{4}(-Q[1-4]|-[0-9]{2})?')),
    "is_cumulative" boolean NOT NULL,
    "account_status" text NOT NULL CHECK ("account_status" IN ('proposed', 'approved', 'partial', 'preliminary', 'final')),
    "spending_type_code" text,
    "spending_type_name" text,
    "approved" decimal(18,2),
    "extensions_reductions" decimal(18,2),
    "modified" decimal(18,2),
    "committed" decimal(18,2),
    "accrued" decimal(18,2),
    "exercised" decimal(18,2),
    "paid" decimal(18,2),
    "under_spending" decimal(18,2),
    "trust" text NOT NULL CHECK ("trust" IN ('ok', 'doubtful')),
    "doubtful_amounts" text,
    "doubt" text,
    "correction_id" text,
    "source_id" text NOT NULL,
    "source_part" text,
    "source_row" bigint NOT NULL CHECK ("source_row" >= 1),
    FOREIGN KEY ("source_id") REFERENCES "source_file" ("source_id")
);
COMMENT ON TABLE "spending_by_type" IS 'Gasto por tipo. Cada renglón es un tipo de gasto de la clasificación económica del CONAC: corriente, de capital, amortización de la deuda, pensiones y jubilaciones, participaciones. Los renglones de un gobierno o ente y un periodo se suman. Es el mismo dinero que en las tablas por función, objeto, unidad y programa: no se suma con ellas. Los totales impresos están en `published_total`.';
COMMENT ON COLUMN "spending_by_type"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "spending_by_type"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "spending_by_type"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "spending_by_type"."government_level" IS 'Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`).';
COMMENT ON COLUMN "spending_by_type"."jurisdiction_code" IS 'Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros.';
COMMENT ON COLUMN "spending_by_type"."jurisdiction_name" IS 'Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen.';
COMMENT ON COLUMN "spending_by_type"."coverage" IS 'Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí.';
COMMENT ON COLUMN "spending_by_type"."entity_code" IS 'Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo.';
COMMENT ON COLUMN "spending_by_type"."entity_name" IS 'Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo.';
COMMENT ON COLUMN "spending_by_type"."fiscal_year" IS 'Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre.';
COMMENT ON COLUMN "spending_by_type"."period" IS 'Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`).';
COMMENT ON COLUMN "spending_by_type"."is_cumulative" IS 'Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman.';
COMMENT ON COLUMN "spending_by_type"."account_status" IS 'Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar.';
COMMENT ON COLUMN "spending_by_type"."spending_type_code" IS 'Clave de tipo de gasto. Tipo de gasto, como se publica. La Federación usa una lista más larga que la del CONAC: léase con el nombre.';
COMMENT ON COLUMN "spending_by_type"."spending_type_name" IS 'Tipo de gasto. Nombre del tipo de gasto: corriente, de capital, pensiones y jubilaciones, participaciones…';
COMMENT ON COLUMN "spending_by_type"."approved" IS 'Aprobado. Pesos (MXN) corrientes. Presupuesto de egresos aprobado: la asignación anual que autoriza el Congreso o el Cabildo. Momento contable del gasto (LGCG, artículo 38).';
COMMENT ON COLUMN "spending_by_type"."extensions_reductions" IS 'Ampliaciones y reducciones. Pesos (MXN) corrientes. Adecuaciones netas durante el año: modificado menos aprobado (en ingresos, menos estimado). Puede ser negativo.';
COMMENT ON COLUMN "spending_by_type"."modified" IS 'Modificado. Pesos (MXN) corrientes. Presupuesto, o ingreso estimado, con las adecuaciones hechas hasta el corte (LGCG, artículo 38).';
COMMENT ON COLUMN "spending_by_type"."committed" IS 'Comprometido. Pesos (MXN) corrientes. Gasto comprometido: hay un acto o contrato que formaliza la obligación con un tercero (LGCG, artículos 4 y 38).';
COMMENT ON COLUMN "spending_by_type"."accrued" IS 'Devengado. Pesos (MXN) corrientes. Gasto devengado: se reconoce la obligación de pago por bienes, servicios u obras recibidos (LGCG, artículos 4 y 38). Es el «gasto» de las comparaciones. En ingresos, el ingreso al que ya hay derecho de cobro.';
COMMENT ON COLUMN "spending_by_type"."exercised" IS 'Ejercido. Pesos (MXN) corrientes. Gasto ejercido: se emitió la cuenta por liquidar certificada u orden de pago (LGCG, artículos 4 y 38). En la Cuenta Pública federal, «Ejercicio» es lo pagado más los adeudos del año (ADEFAS) pagados en el siguiente.';
COMMENT ON COLUMN "spending_by_type"."paid" IS 'Pagado. Pesos (MXN) corrientes. Gasto pagado: la obligación se canceló con un desembolso (LGCG, artículos 4 y 38).';
COMMENT ON COLUMN "spending_by_type"."under_spending" IS 'Subejercicio. Pesos (MXN) corrientes. Subejercicio como lo define el estado analítico: modificado menos devengado. Negativo si se devengó más que lo modificado.';
COMMENT ON COLUMN "spending_by_type"."trust" IS 'Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles.';
COMMENT ON COLUMN "spending_by_type"."doubtful_amounts" IS 'Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno.';
COMMENT ON COLUMN "spending_by_type"."doubt" IS 'Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe.';
COMMENT ON COLUMN "spending_by_type"."correction_id" IS 'Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual.';
COMMENT ON COLUMN "spending_by_type"."source_id" IS 'Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia.';
COMMENT ON COLUMN "spending_by_type"."source_part" IS 'Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes.';
COMMENT ON COLUMN "spending_by_type"."source_row" IS 'Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez.';

CREATE TABLE "spending_by_staff" (
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "government_level" text NOT NULL CHECK ("government_level" IN ('federal', 'state', 'municipal')),
    "jurisdiction_code" text NOT NULL CHECK (regexp_full_match("jurisdiction_code", '[0-9]{2}([0-9]{3})?')),
    "jurisdiction_name" text NOT NULL,
    "coverage" text NOT NULL CHECK ("coverage" IN ('government', 'entity')),
    "entity_code" text,
    "entity_name" text,
    "fiscal_year" integer NOT NULL CHECK ("fiscal_year" BETWEEN 1990 AND 2100),
    "period" text NOT NULL CHECK (regexp_full_match("period", '[0-9]{4}(-Q[1-4]|-[0-9]{2})?')),
    "is_cumulative" boolean NOT NULL,
    "account_status" text NOT NULL CHECK ("account_status" IN ('proposed', 'approved', 'partial', 'preliminary', 'final')),
    "staff_code" text,
    "staff_name" text,
    "is_earmarked" boolean,
    "approved" decimal(18,2),
    "extensions_reductions" decimal(18,2),
    "modified" decimal(18,2),
    "committed" decimal(18,2),
    "accrued" decimal(18,2),
    "exercised" decimal(18,2),
    "paid" decimal(18,2),
    "under_spending" decimal(18,2),
    "trust" text NOT NULL CHECK ("trust" IN ('ok', 'doubtful')),
    "doubtful_amounts" text,
    "doubt" text,
    "correction_id" text,
    "source_id" text NOT NULL,
    "source_part" text,
    "source_row" bigint NOT NULL CHECK ("source_row" >= 1),
    FOREIGN KEY ("source_id") REFERENCES "source_file" ("source_id")
);
COMMENT ON TABLE "spending_by_staff" IS 'Gasto en personal por categoría. Cada renglón es una categoría de personal del formato 6d de la LDF: administrativo y de servicio público, magisterio, servicios de salud, seguridad pública, leyes federales nuevas, sentencias laborales. Los renglones de un gobierno o ente y un periodo se suman. Es el mismo dinero que el capítulo `1000` de `spending_by_object`: no se suma con él. Los totales impresos están en `published_total`.';
COMMENT ON COLUMN "spending_by_staff"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "spending_by_staff"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "spending_by_staff"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "spending_by_staff"."government_level" IS 'Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`).';
COMMENT ON COLUMN "spending_by_staff"."jurisdiction_code" IS 'Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros.';
COMMENT ON COLUMN "spending_by_staff"."jurisdiction_name" IS 'Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen.';
COMMENT ON COLUMN "spending_by_staff"."coverage" IS 'Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí.';
COMMENT ON COLUMN "spending_by_staff"."entity_code" IS 'Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo.';
COMMENT ON COLUMN "spending_by_staff"."entity_name" IS 'Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo.';
COMMENT ON COLUMN "spending_by_staff"."fiscal_year" IS 'Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre.';
COMMENT ON COLUMN "spending_by_staff"."period" IS 'Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`).';
COMMENT ON COLUMN "spending_by_staff"."is_cumulative" IS 'Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman.';
COMMENT ON COLUMN "spending_by_staff"."account_status" IS 'Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar.';
COMMENT ON COLUMN "spending_by_staff"."staff_code" IS 'Clave de la categoría de personal. Letra de la categoría en el formato 6d de la LDF, con su número si lo tiene, como se publica: `A`, `C1`. Léase con el nombre.';
COMMENT ON COLUMN "spending_by_staff"."staff_name" IS 'Categoría de personal. Nombre de la categoría de personal: administrativo y de servicio público, magisterio, servicios de salud…';
COMMENT ON COLUMN "spending_by_staff"."is_earmarked" IS 'Es etiquetado. Verdadero: gasto etiquetado o ingreso de transferencias federales etiquetadas (LDF). Falso: no etiquetado o de libre disposición. Vacío si la fuente no lo distingue.';
COMMENT ON COLUMN "spending_by_staff"."approved" IS 'Aprobado. Pesos (MXN) corrientes. Presupuesto de egresos aprobado: la asignación anual que autoriza el Congreso o el Cabildo. Momento contable del gasto (LGCG, artículo 38).';
COMMENT ON COLUMN "spending_by_staff"."extensions_reductions" IS 'Ampliaciones y reducciones. Pesos (MXN) corrientes. Adecuaciones netas durante el año: modificado menos aprobado (en ingresos, menos estimado). Puede ser negativo.';
COMMENT ON COLUMN "spending_by_staff"."modified" IS 'Modificado. Pesos (MXN) corrientes. Presupuesto, o ingreso estimado, con las adecuaciones hechas hasta el corte (LGCG, artículo 38).';
COMMENT ON COLUMN "spending_by_staff"."committed" IS 'Comprometido. Pesos (MXN) corrientes. Gasto comprometido: hay un acto o contrato que formaliza la obligación con un tercero (LGCG, artículos 4 y 38).';
COMMENT ON COLUMN "spending_by_staff"."accrued" IS 'Devengado. Pesos (MXN) corrientes. Gasto devengado: se reconoce la obligación de pago por bienes, servicios u obras recibidos (LGCG, artículos 4 y 38). Es el «gasto» de las comparaciones. En ingresos, el ingreso al que ya hay derecho de cobro.';
COMMENT ON COLUMN "spending_by_staff"."exercised" IS 'Ejercido. Pesos (MXN) corrientes. Gasto ejercido: se emitió la cuenta por liquidar certificada u orden de pago (LGCG, artículos 4 y 38). En la Cuenta Pública federal, «Ejercicio» es lo pagado más los adeudos del año (ADEFAS) pagados en el siguiente.';
COMMENT ON COLUMN "spending_by_staff"."paid" IS 'Pagado. Pesos (MXN) corrientes. Gasto pagado: la obligación se canceló con un desembolso (LGCG, artículos 4 y 38).';
COMMENT ON COLUMN "spending_by_staff"."under_spending" IS 'Subejercicio. Pesos (MXN) corrientes. Subejercicio como lo define el estado analítico: modificado menos devengado. Negativo si se devengó más que lo modificado.';
COMMENT ON COLUMN "spending_by_staff"."trust" IS 'Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles.';
COMMENT ON COLUMN "spending_by_staff"."doubtful_amounts" IS 'Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno.';
COMMENT ON COLUMN "spending_by_staff"."doubt" IS 'Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe.';
COMMENT ON COLUMN "spending_by_staff"."correction_id" IS 'Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual.';
COMMENT ON COLUMN "spending_by_staff"."source_id" IS 'Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia.';
COMMENT ON COLUMN "spending_by_staff"."source_part" IS 'Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes.';
COMMENT ON COLUMN "spending_by_staff"."source_row" IS 'Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez.';

CREATE TABLE "spending_by_program" (
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "government_level" text NOT NULL CHECK ("government_level" IN ('federal', 'state', 'municipal')),
    "jurisdiction_code" text NOT NULL CHECK (regexp_full_match("jurisdiction_code", '[0-9]{2}([0-9]{3})?')),
    "jurisdiction_name" text NOT NULL,
    "coverage" text NOT NULL CHECK ("coverage" IN ('government', 'entity')),
    "entity_code" text,
    "entity_name" text,
    "fiscal_year" integer NOT NULL CHECK ("fiscal_year" BETWEEN 1990 AND 2100),
    "period" text NOT NULL CHECK (regexp_full_match("period", '[0-9]{4}(-Q[1-4]|-[0-9]{2})?')),
    "is_cumulative" boolean NOT NULL,
    "account_status" text NOT NULL CHECK ("account_status" IN ('proposed', 'approved', 'partial', 'preliminary', 'final')),
    "branch_name" text,
    "ramo_code" text CHECK (regexp_full_match("ramo_code", '[0-9]{2}')),
    "ramo_name" text,
    "modality_code" text CHECK (regexp_full_match("modality_code", '[A-Z]')),
    "modality_name" text,
    "program_code" text CHECK (regexp_full_match("program_code", '[A-Z][0-9]{3,5}')),
    "program_name" text,
    "approved" decimal(18,2),
    "extensions_reductions" decimal(18,2),
    "modified" decimal(18,2),
    "committed" decimal(18,2),
    "accrued" decimal(18,2),
    "exercised" decimal(18,2),
    "paid" decimal(18,2),
    "under_spending" decimal(18,2),
    "trust" text NOT NULL CHECK ("trust" IN ('ok', 'doubtful')),
    "doubtful_amounts" text,
    "doubt" text,
    "correction_id" text,
    "source_id" text NOT NULL,
    "source_part" text,
    "source_row" bigint NOT NULL CHECK ("source_row" >= 1),
    FOREIGN KEY ("source_id") REFERENCES "source_file" ("source_id")
);
COMMENT ON TABLE "spending_by_program" IS 'Gasto por programa presupuestario. Cada renglón es un programa presupuestario de un ramo o ente, o una categoría (modalidad) donde la fuente no llega a los programas: para qué se gasta. Los renglones de un gobierno y un año se suman. Es el mismo dinero que en las tablas por función, objeto y unidad: no se suma con ellas. La clave de un programa solo es única dentro de su ramo. Un total que la fuente no desglosa es él mismo el renglón, con la clave de abajo vacía. En el archivo federal por programa no están todos los entes: sin Pemex, CFE, IMSS ni ISSSTE, suma menos que el presupuesto neto. Los totales impresos están en `published_total`.';
COMMENT ON COLUMN "spending_by_program"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "spending_by_program"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "spending_by_program"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "spending_by_program"."government_level" IS 'Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`).';
COMMENT ON COLUMN "spending_by_program"."jurisdiction_code" IS 'Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros.';
COMMENT ON COLUMN "spending_by_program"."jurisdiction_name" IS 'Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen.';
COMMENT ON COLUMN "spending_by_program"."coverage" IS 'Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí.';
COMMENT ON COLUMN "spending_by_program"."entity_code" IS 'Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo.';
COMMENT ON COLUMN "spending_by_program"."entity_name" IS 'Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo.';
COMMENT ON COLUMN "spending_by_program"."fiscal_year" IS 'Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre.';
COMMENT ON COLUMN "spending_by_program"."period" IS 'Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`).';
COMMENT ON COLUMN "spending_by_program"."is_cumulative" IS 'Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman.';
COMMENT ON COLUMN "spending_by_program"."account_status" IS 'Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar.';
COMMENT ON COLUMN "spending_by_program"."branch_name" IS 'Poder o grupo de ramos. El rótulo más alto de la fuente: Poder Legislativo, Poder Judicial, Órganos Autónomos, Ramos Administrativos, Ramos Generales.';
COMMENT ON COLUMN "spending_by_program"."ramo_code" IS 'Clave de ramo. Ramo del Presupuesto de Egresos de la Federación, dos dígitos: `11` Educación Pública, `16` Medio Ambiente y Recursos Naturales.';
COMMENT ON COLUMN "spending_by_program"."ramo_name" IS 'Ramo. Nombre del ramo o del ente, como se publica.';
COMMENT ON COLUMN "spending_by_program"."modality_code" IS 'Clave de modalidad. Modalidad del programa presupuestario, una letra de la Clasificación Programática del CONAC: `E` Prestación de Servicios Públicos, `S` Sujetos a Reglas de Operación.';
COMMENT ON COLUMN "spending_by_program"."modality_name" IS 'Modalidad. Nombre de la modalidad del programa presupuestario.';
COMMENT ON COLUMN "spending_by_program"."program_code" IS 'Clave del programa presupuestario. Programa presupuestario: modalidad y número, `P001`; tres dígitos en la Federación, hasta cinco en otros gobiernos. El mismo número en otro ramo es otro programa.';
COMMENT ON COLUMN "spending_by_program"."program_name" IS 'Programa presupuestario. Nombre del programa presupuestario, como se publica.';
COMMENT ON COLUMN "spending_by_program"."approved" IS 'Aprobado. Pesos (MXN) corrientes. Presupuesto de egresos aprobado: la asignación anual que autoriza el Congreso o el Cabildo. Momento contable del gasto (LGCG, artículo 38).';
COMMENT ON COLUMN "spending_by_program"."extensions_reductions" IS 'Ampliaciones y reducciones. Pesos (MXN) corrientes. Adecuaciones netas durante el año: modificado menos aprobado (en ingresos, menos estimado). Puede ser negativo.';
COMMENT ON COLUMN "spending_by_program"."modified" IS 'Modificado. Pesos (MXN) corrientes. Presupuesto, o ingreso estimado, con las adecuaciones hechas hasta el corte (LGCG, artículo 38).';
COMMENT ON COLUMN "spending_by_program"."committed" IS 'Comprometido. Pesos (MXN) corrientes. Gasto comprometido: hay un acto o contrato que formaliza la obligación con un tercero (LGCG, artículos 4 y 38).';
COMMENT ON COLUMN "spending_by_program"."accrued" IS 'Devengado. Pesos (MXN) corrientes. Gasto devengado: se reconoce la obligación de pago por bienes, servicios u obras recibidos (LGCG, artículos 4 y 38). Es el «gasto» de las comparaciones. En ingresos, el ingreso al que ya hay derecho de cobro.';
COMMENT ON COLUMN "spending_by_program"."exercised" IS 'Ejercido. Pesos (MXN) corrientes. Gasto ejercido: se emitió la cuenta por liquidar certificada u orden de pago (LGCG, artículos 4 y 38). En la Cuenta Pública federal, «Ejercicio» es lo pagado más los adeudos del año (ADEFAS) pagados en el siguiente.';
COMMENT ON COLUMN "spending_by_program"."paid" IS 'Pagado. Pesos (MXN) corrientes. Gasto pagado: la obligación se canceló con un desembolso (LGCG, artículos 4 y 38).';
COMMENT ON COLUMN "spending_by_program"."under_spending" IS 'Subejercicio. Pesos (MXN) corrientes. Subejercicio como lo define el estado analítico: modificado menos devengado. Negativo si se devengó más que lo modificado.';
COMMENT ON COLUMN "spending_by_program"."trust" IS 'Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles.';
COMMENT ON COLUMN "spending_by_program"."doubtful_amounts" IS 'Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno.';
COMMENT ON COLUMN "spending_by_program"."doubt" IS 'Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe.';
COMMENT ON COLUMN "spending_by_program"."correction_id" IS 'Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual.';
COMMENT ON COLUMN "spending_by_program"."source_id" IS 'Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia.';
COMMENT ON COLUMN "spending_by_program"."source_part" IS 'Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes.';
COMMENT ON COLUMN "spending_by_program"."source_row" IS 'Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez.';

CREATE TABLE "revenue_by_source" (
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "government_level" text NOT NULL CHECK ("government_level" IN ('federal', 'state', 'municipal')),
    "jurisdiction_code" text NOT NULL CHECK (regexp_full_match("jurisdiction_code", '[0-9]{2}([0-9]{3})?')),
    "jurisdiction_name" text NOT NULL,
    "coverage" text NOT NULL CHECK ("coverage" IN ('government', 'entity')),
    "entity_code" text,
    "entity_name" text,
    "fiscal_year" integer NOT NULL CHECK ("fiscal_year" BETWEEN 1990 AND 2100),
    "period" text NOT NULL CHECK (regexp_full_match("period", '[0-9]{4}(-Q[1-4]|-[0-9]{2})?')),
    "is_cumulative" boolean NOT NULL,
    "account_status" text NOT NULL CHECK ("account_status" IN ('proposed', 'approved', 'partial', 'preliminary', 'final')),
    "revenue_scheme" text NOT NULL CHECK ("revenue_scheme" IN ('ldf5', 'cri')),
    "revenue_code" text,
    "revenue_name" text,
    "is_earmarked" boolean,
    "estimated" decimal(18,2),
    "extensions_reductions" decimal(18,2),
    "modified" decimal(18,2),
    "accrued" decimal(18,2),
    "collected" decimal(18,2),
    "trust" text NOT NULL CHECK ("trust" IN ('ok', 'doubtful')),
    "doubtful_amounts" text,
    "doubt" text,
    "correction_id" text,
    "source_id" text NOT NULL,
    "source_part" text,
    "source_row" bigint NOT NULL CHECK ("source_row" >= 1),
    FOREIGN KEY ("source_id") REFERENCES "source_file" ("source_id")
);
COMMENT ON TABLE "revenue_by_source" IS 'Ingresos por fuente. Cada renglón es un rubro o concepto de ingreso, de un gobierno y un año. Los renglones de un gobierno, un año y una clasificación (`revenue_scheme`) se suman; dos clasificaciones del mismo gobierno son el mismo dinero y no se suman. Incluye los ingresos derivados de financiamientos (deuda), que conviene separar al comparar. Un total que la fuente no desglosa es él mismo el renglón, con la clave de abajo vacía. Los totales impresos están en `published_total`.';
COMMENT ON COLUMN "revenue_by_source"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "revenue_by_source"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "revenue_by_source"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "revenue_by_source"."government_level" IS 'Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`).';
COMMENT ON COLUMN "revenue_by_source"."jurisdiction_code" IS 'Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros.';
COMMENT ON COLUMN "revenue_by_source"."jurisdiction_name" IS 'Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen.';
COMMENT ON COLUMN "revenue_by_source"."coverage" IS 'Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí.';
COMMENT ON COLUMN "revenue_by_source"."entity_code" IS 'Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo.';
COMMENT ON COLUMN "revenue_by_source"."entity_name" IS 'Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo.';
COMMENT ON COLUMN "revenue_by_source"."fiscal_year" IS 'Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre.';
COMMENT ON COLUMN "revenue_by_source"."period" IS 'Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`).';
COMMENT ON COLUMN "revenue_by_source"."is_cumulative" IS 'Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman.';
COMMENT ON COLUMN "revenue_by_source"."account_status" IS 'Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar.';
COMMENT ON COLUMN "revenue_by_source"."revenue_scheme" IS 'Clasificación del ingreso. `ldf5`: los renglones del formato 5 de la LDF. `cri`: el Clasificador por Rubros de Ingresos del CONAC. Son dos cortes del mismo dinero: no se suman.';
COMMENT ON COLUMN "revenue_by_source"."revenue_code" IS 'Clave del ingreso. Clave del rubro o concepto de ingreso en su clasificación. Vacía si el total no viene desglosado.';
COMMENT ON COLUMN "revenue_by_source"."revenue_name" IS 'Ingreso. Nombre del rubro o concepto de ingreso: Impuestos, Derechos, Participaciones, Fondo de Aportaciones para la Nómina Educativa…';
COMMENT ON COLUMN "revenue_by_source"."is_earmarked" IS 'Es etiquetado. Verdadero: gasto etiquetado o ingreso de transferencias federales etiquetadas (LDF). Falso: no etiquetado o de libre disposición. Vacío si la fuente no lo distingue.';
COMMENT ON COLUMN "revenue_by_source"."estimated" IS 'Ingreso estimado. Pesos (MXN) corrientes. Ingreso estimado: lo que la Ley de Ingresos prevé recaudar. Los archivos de ingresos de algunos publicadores lo llaman «Aprobado». Momento contable del ingreso (LGCG, artículo 38).';
COMMENT ON COLUMN "revenue_by_source"."extensions_reductions" IS 'Ampliaciones y reducciones. Pesos (MXN) corrientes. Adecuaciones netas durante el año: modificado menos aprobado (en ingresos, menos estimado). Puede ser negativo.';
COMMENT ON COLUMN "revenue_by_source"."modified" IS 'Modificado. Pesos (MXN) corrientes. Presupuesto, o ingreso estimado, con las adecuaciones hechas hasta el corte (LGCG, artículo 38).';
COMMENT ON COLUMN "revenue_by_source"."accrued" IS 'Devengado. Pesos (MXN) corrientes. Gasto devengado: se reconoce la obligación de pago por bienes, servicios u obras recibidos (LGCG, artículos 4 y 38). Es el «gasto» de las comparaciones. En ingresos, el ingreso al que ya hay derecho de cobro.';
COMMENT ON COLUMN "revenue_by_source"."collected" IS 'Recaudado. Pesos (MXN) corrientes. Ingreso recaudado: lo que efectivamente se cobró (LGCG, artículo 38).';
COMMENT ON COLUMN "revenue_by_source"."trust" IS 'Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles.';
COMMENT ON COLUMN "revenue_by_source"."doubtful_amounts" IS 'Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno.';
COMMENT ON COLUMN "revenue_by_source"."doubt" IS 'Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe.';
COMMENT ON COLUMN "revenue_by_source"."correction_id" IS 'Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual.';
COMMENT ON COLUMN "revenue_by_source"."source_id" IS 'Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia.';
COMMENT ON COLUMN "revenue_by_source"."source_part" IS 'Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes.';
COMMENT ON COLUMN "revenue_by_source"."source_row" IS 'Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez.';

CREATE TABLE "indicator" (
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "government_level" text NOT NULL CHECK ("government_level" IN ('federal', 'state', 'municipal')),
    "jurisdiction_code" text NOT NULL CHECK (regexp_full_match("jurisdiction_code", '[0-9]{2}([0-9]{3})?')),
    "jurisdiction_name" text NOT NULL,
    "coverage" text NOT NULL CHECK ("coverage" IN ('government', 'entity')),
    "entity_code" text,
    "entity_name" text,
    "fiscal_year" integer NOT NULL CHECK ("fiscal_year" BETWEEN 1990 AND 2100),
    "period" text NOT NULL CHECK (regexp_full_match("period", '[0-9]{4}(-Q[1-4]|-[0-9]{2})?')),
    "is_cumulative" boolean NOT NULL,
    "account_status" text NOT NULL CHECK ("account_status" IN ('proposed', 'approved', 'partial', 'preliminary', 'final')),
    "program_code" text CHECK (regexp_full_match("program_code", '[A-Z][0-9]{3,5}')),
    "program_name" text,
    "indicator_code" text,
    "indicator_name" text,
    "indicator_level" text,
    "dimension" text,
    "frequency" text,
    "unit" text,
    "formula" text,
    "target" decimal(18,6),
    "target_modified" decimal(18,6),
    "result" decimal(18,6),
    "achieved_pct" decimal(18,6),
    "traffic_light" text CHECK ("traffic_light" IN ('green', 'yellow', 'red')),
    "trust" text NOT NULL CHECK ("trust" IN ('ok', 'doubtful')),
    "doubtful_amounts" text,
    "doubt" text,
    "correction_id" text,
    "source_id" text NOT NULL,
    "source_part" text,
    "source_row" bigint NOT NULL CHECK ("source_row" >= 1),
    FOREIGN KEY ("source_id") REFERENCES "source_file" ("source_id")
);
COMMENT ON TABLE "indicator" IS 'Indicadores para resultados. Cada renglón es un indicador de un programa en un corte del año: qué se propuso y qué se alcanzó hasta esa fecha. Aquí están todos los cortes publicados, no solo el último. Metas y resultados no se suman.';
COMMENT ON COLUMN "indicator"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "indicator"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "indicator"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "indicator"."government_level" IS 'Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`).';
COMMENT ON COLUMN "indicator"."jurisdiction_code" IS 'Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros.';
COMMENT ON COLUMN "indicator"."jurisdiction_name" IS 'Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen.';
COMMENT ON COLUMN "indicator"."coverage" IS 'Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí.';
COMMENT ON COLUMN "indicator"."entity_code" IS 'Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo.';
COMMENT ON COLUMN "indicator"."entity_name" IS 'Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo.';
COMMENT ON COLUMN "indicator"."fiscal_year" IS 'Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre.';
COMMENT ON COLUMN "indicator"."period" IS 'Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`).';
COMMENT ON COLUMN "indicator"."is_cumulative" IS 'Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman.';
COMMENT ON COLUMN "indicator"."account_status" IS 'Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar.';
COMMENT ON COLUMN "indicator"."program_code" IS 'Clave del programa presupuestario. Programa presupuestario: modalidad y número, `P001`; tres dígitos en la Federación, hasta cinco en otros gobiernos. El mismo número en otro ramo es otro programa.';
COMMENT ON COLUMN "indicator"."program_name" IS 'Programa presupuestario. Nombre del programa presupuestario, como se publica.';
COMMENT ON COLUMN "indicator"."indicator_code" IS 'Clave del indicador. Clave del indicador, donde la fuente la publica.';
COMMENT ON COLUMN "indicator"."indicator_name" IS 'Indicador. Nombre del indicador, como se publica.';
COMMENT ON COLUMN "indicator"."indicator_level" IS 'Nivel del indicador. Nivel de la matriz de indicadores para resultados al que pertenece (Fin, Propósito, Componente, Actividad), como se publica.';
COMMENT ON COLUMN "indicator"."dimension" IS 'Dimensión. Qué mide el indicador: eficacia, eficiencia, calidad o economía, como se publica.';
COMMENT ON COLUMN "indicator"."frequency" IS 'Frecuencia de medición. Cada cuánto se mide, como se publica.';
COMMENT ON COLUMN "indicator"."unit" IS 'Unidad de medida. Unidad de la meta y del resultado, como se publica.';
COMMENT ON COLUMN "indicator"."formula" IS 'Fórmula. Fórmula del indicador, como se publica.';
COMMENT ON COLUMN "indicator"."target" IS 'Meta programada. Lo que el programa se propuso alcanzar. Número como se publica, con seis decimales a lo más.';
COMMENT ON COLUMN "indicator"."target_modified" IS 'Meta modificada. La meta después de ajustes. Número como se publica, con seis decimales a lo más.';
COMMENT ON COLUMN "indicator"."result" IS 'Resultado. Lo que se alcanzó hasta la fecha del corte. Número como se publica, con seis decimales a lo más.';
COMMENT ON COLUMN "indicator"."achieved_pct" IS 'Cumplimiento, por ciento. Cumplimiento de la meta en por ciento, donde la fuente lo publica sin ambigüedad.';
COMMENT ON COLUMN "indicator"."traffic_light" IS 'Semáforo. Semáforo que la fuente da al avance: verde (`green`), amarillo (`yellow`) o rojo (`red`).';
COMMENT ON COLUMN "indicator"."trust" IS 'Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles.';
COMMENT ON COLUMN "indicator"."doubtful_amounts" IS 'Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno.';
COMMENT ON COLUMN "indicator"."doubt" IS 'Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe.';
COMMENT ON COLUMN "indicator"."correction_id" IS 'Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual.';
COMMENT ON COLUMN "indicator"."source_id" IS 'Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia.';
COMMENT ON COLUMN "indicator"."source_part" IS 'Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes.';
COMMENT ON COLUMN "indicator"."source_row" IS 'Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez.';

CREATE TABLE "transfer" (
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "government_level" text NOT NULL CHECK ("government_level" IN ('federal', 'state', 'municipal')),
    "jurisdiction_code" text NOT NULL CHECK (regexp_full_match("jurisdiction_code", '[0-9]{2}([0-9]{3})?')),
    "jurisdiction_name" text NOT NULL,
    "coverage" text NOT NULL CHECK ("coverage" IN ('government', 'entity')),
    "entity_code" text,
    "entity_name" text,
    "fiscal_year" integer NOT NULL CHECK ("fiscal_year" BETWEEN 1990 AND 2100),
    "period" text NOT NULL CHECK (regexp_full_match("period", '[0-9]{4}(-Q[1-4]|-[0-9]{2})?')),
    "is_cumulative" boolean NOT NULL,
    "account_status" text NOT NULL CHECK ("account_status" IN ('proposed', 'approved', 'partial', 'preliminary', 'final')),
    "account" text NOT NULL CHECK ("account" IN ('proposal', 'decree', 'in_year', 'final')),
    "payer_code" text NOT NULL CHECK (regexp_full_match("payer_code", '[0-9]{2}')),
    "fund_code" text NOT NULL CHECK (regexp_full_match("fund_code", '[0-9A-Z]+(-[A-Z][0-9]{3})?')),
    "fund_name" text,
    "fund_group" text CHECK ("fund_group" IN ('participaciones', 'aportaciones', 'convenios', 'subsidios', 'proteccion_social_salud')),
    "series_key" text,
    "project_key" text,
    "project_name" text,
    "approved" decimal(18,2),
    "extensions_reductions" decimal(18,2),
    "modified" decimal(18,2),
    "committed" decimal(18,2),
    "accrued" decimal(18,2),
    "exercised" decimal(18,2),
    "paid" decimal(18,2),
    "under_spending" decimal(18,2),
    "trust" text NOT NULL CHECK ("trust" IN ('ok', 'doubtful')),
    "doubtful_amounts" text,
    "doubt" text,
    "correction_id" text,
    "source_id" text NOT NULL,
    "source_part" text,
    "source_row" bigint NOT NULL CHECK ("source_row" >= 1),
    FOREIGN KEY ("source_id") REFERENCES "source_file" ("source_id")
);
COMMENT ON TABLE "transfer" IS 'Transferencias federales. Cada renglón es un fondo, quien lo paga, quien lo recibe y un periodo. `jurisdiction_code` es quien recibe; `00` es lo que la fuente no distribuye por estado, no la suma de los estados. Los meses son flujos y se suman; el total de un fondo que la fuente también desglosa está en `published_total`. Lo asignado en el decreto (`account` = `decree`) y lo pagado en el año (`in_year`) son cuentas distintas y no se suman. El mismo dinero aparece en el presupuesto federal (`budget_line`, ramos 23, 28 y 33) y en los ingresos de quien lo recibe: no se suma con ellos. Desde septiembre de 2014 la SHCP imprime en el total del Ramo 28 participaciones que no desglosa en ningún fondo: los fondos suman menos que el total, que está en `published_total`. Un año puede tener menos de doce meses.';
COMMENT ON COLUMN "transfer"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "transfer"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "transfer"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "transfer"."government_level" IS 'Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`).';
COMMENT ON COLUMN "transfer"."jurisdiction_code" IS 'Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros.';
COMMENT ON COLUMN "transfer"."jurisdiction_name" IS 'Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen.';
COMMENT ON COLUMN "transfer"."coverage" IS 'Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí.';
COMMENT ON COLUMN "transfer"."entity_code" IS 'Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo.';
COMMENT ON COLUMN "transfer"."entity_name" IS 'Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo.';
COMMENT ON COLUMN "transfer"."fiscal_year" IS 'Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre.';
COMMENT ON COLUMN "transfer"."period" IS 'Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`).';
COMMENT ON COLUMN "transfer"."is_cumulative" IS 'Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman.';
COMMENT ON COLUMN "transfer"."account_status" IS 'Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar.';
COMMENT ON COLUMN "transfer"."account" IS 'Cuenta. Cuenta a la que pertenece la clave: el proyecto que el Ejecutivo envía (`proposal`; ahí `approved` es lo que propone), el decreto (`decree`), el avance del año (`in_year`) o la Cuenta Pública (`final`). No se suman entre sí.';
COMMENT ON COLUMN "transfer"."payer_code" IS 'Clave de quien paga. Clave INEGI del gobierno que transfiere: `00` la Federación.';
COMMENT ON COLUMN "transfer"."fund_code" IS 'Clave del fondo. Clave del fondo como la da su fuente, sin la entidad: en las series de la SHCP `33A` es el primer fondo del Ramo 33 y `28A` el Fondo General de Participaciones; donde la fuente da el programa presupuestario, ramo y programa (`23-U128`, `33-I003`). Las dos formas no se cruzan por igualdad.';
COMMENT ON COLUMN "transfer"."fund_name" IS 'Fondo. Nombre del fondo, como lo escribe la fuente.';
COMMENT ON COLUMN "transfer"."fund_group" IS 'Grupo del fondo. Qué clase de transferencia es: participaciones (de libre uso, Ramo 28), aportaciones (etiquetadas, Ramo 33), convenios de descentralización y reasignación, subsidios (Ramo 23) o recursos de protección social en salud.';
COMMENT ON COLUMN "transfer"."series_key" IS 'Clave de la serie. Clave de la serie como se publicó, con la entidad en sus dos últimos dígitos: `XAC33A23`.';
COMMENT ON COLUMN "transfer"."project_key" IS 'Clave del proyecto. Número o clave del proyecto que recibe el dinero, como se publicó.';
COMMENT ON COLUMN "transfer"."project_name" IS 'Proyecto. Nombre del proyecto, como se publicó.';
COMMENT ON COLUMN "transfer"."approved" IS 'Aprobado. Pesos (MXN) corrientes. Presupuesto de egresos aprobado: la asignación anual que autoriza el Congreso o el Cabildo. Momento contable del gasto (LGCG, artículo 38).';
COMMENT ON COLUMN "transfer"."extensions_reductions" IS 'Ampliaciones y reducciones. Pesos (MXN) corrientes. Adecuaciones netas durante el año: modificado menos aprobado (en ingresos, menos estimado). Puede ser negativo.';
COMMENT ON COLUMN "transfer"."modified" IS 'Modificado. Pesos (MXN) corrientes. Presupuesto, o ingreso estimado, con las adecuaciones hechas hasta el corte (LGCG, artículo 38).';
COMMENT ON COLUMN "transfer"."committed" IS 'Comprometido. Pesos (MXN) corrientes. Gasto comprometido: hay un acto o contrato que formaliza la obligación con un tercero (LGCG, artículos 4 y 38).';
COMMENT ON COLUMN "transfer"."accrued" IS 'Devengado. Pesos (MXN) corrientes. Gasto devengado: se reconoce la obligación de pago por bienes, servicios u obras recibidos (LGCG, artículos 4 y 38). Es el «gasto» de las comparaciones. En ingresos, el ingreso al que ya hay derecho de cobro.';
COMMENT ON COLUMN "transfer"."exercised" IS 'Ejercido. Pesos (MXN) corrientes. Gasto ejercido: se emitió la cuenta por liquidar certificada u orden de pago (LGCG, artículos 4 y 38). En la Cuenta Pública federal, «Ejercicio» es lo pagado más los adeudos del año (ADEFAS) pagados en el siguiente.';
COMMENT ON COLUMN "transfer"."paid" IS 'Pagado. Pesos (MXN) corrientes. Gasto pagado: la obligación se canceló con un desembolso (LGCG, artículos 4 y 38).';
COMMENT ON COLUMN "transfer"."under_spending" IS 'Subejercicio. Pesos (MXN) corrientes. Subejercicio como lo define el estado analítico: modificado menos devengado. Negativo si se devengó más que lo modificado.';
COMMENT ON COLUMN "transfer"."trust" IS 'Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles.';
COMMENT ON COLUMN "transfer"."doubtful_amounts" IS 'Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno.';
COMMENT ON COLUMN "transfer"."doubt" IS 'Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe.';
COMMENT ON COLUMN "transfer"."correction_id" IS 'Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual.';
COMMENT ON COLUMN "transfer"."source_id" IS 'Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia.';
COMMENT ON COLUMN "transfer"."source_part" IS 'Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes.';
COMMENT ON COLUMN "transfer"."source_row" IS 'Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez.';

CREATE TABLE "fund_execution" (
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "government_level" text NOT NULL CHECK ("government_level" IN ('federal', 'state', 'municipal')),
    "jurisdiction_code" text NOT NULL CHECK (regexp_full_match("jurisdiction_code", '[0-9]{2}([0-9]{3})?')),
    "jurisdiction_name" text NOT NULL,
    "coverage" text NOT NULL CHECK ("coverage" IN ('government', 'entity')),
    "entity_code" text,
    "entity_name" text,
    "fiscal_year" integer NOT NULL CHECK ("fiscal_year" BETWEEN 1990 AND 2100),
    "period" text NOT NULL CHECK (regexp_full_match("period", '[0-9]{4}(-Q[1-4]|-[0-9]{2})?')),
    "is_cumulative" boolean NOT NULL,
    "account_status" text NOT NULL CHECK ("account_status" IN ('proposed', 'approved', 'partial', 'preliminary', 'final')),
    "resource_year" integer,
    "ramo_code" text CHECK (regexp_full_match("ramo_code", '[0-9]{2}')),
    "ramo_name" text,
    "fund_code" text CHECK (regexp_full_match("fund_code", '[0-9A-Z]+(-[A-Z][0-9]{3})?')),
    "fund_name" text,
    "agreement_name" text,
    "program_code" text CHECK (regexp_full_match("program_code", '[A-Z][0-9]{3,5}')),
    "unit_name" text,
    "object_code" text CHECK (regexp_full_match("object_code", '[1-9][0-9]{2,4}')),
    "object_name" text,
    "spending_type_code" text,
    "spending_type_name" text,
    "municipality_code" text CHECK (regexp_full_match("municipality_code", '[0-9]{5}')),
    "approved" decimal(18,2),
    "modified" decimal(18,2),
    "ministered" decimal(18,2),
    "committed" decimal(18,2),
    "accrued" decimal(18,2),
    "exercised" decimal(18,2),
    "paid" decimal(18,2),
    "trust" text NOT NULL CHECK ("trust" IN ('ok', 'doubtful')),
    "doubtful_amounts" text,
    "doubt" text,
    "correction_id" text,
    "source_id" text NOT NULL,
    "source_part" text,
    "source_row" bigint NOT NULL CHECK ("source_row" >= 1),
    FOREIGN KEY ("source_id") REFERENCES "source_file" ("source_id")
);
COMMENT ON TABLE "fund_execution" IS 'Ejercicio de los fondos federales. Cada renglón es lo que un gobierno hizo con un fondo federal, por programa y partida, según el Sistema de Recursos Federales Transferidos. Los trimestres son acumulados. Es el mismo dinero que `transfer`, de salida: no se suma con él. Un informe trae dinero de varios años: `resource_year` dice de cuál, y `fiscal_year` en cuál se informa. La clave del fondo es aquí la del programa presupuestario (`33-I003`), no la de la serie de `transfer` (`33A`). Los totales por programa están en `published_total`.';
COMMENT ON COLUMN "fund_execution"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "fund_execution"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "fund_execution"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "fund_execution"."government_level" IS 'Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`).';
COMMENT ON COLUMN "fund_execution"."jurisdiction_code" IS 'Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros.';
COMMENT ON COLUMN "fund_execution"."jurisdiction_name" IS 'Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen.';
COMMENT ON COLUMN "fund_execution"."coverage" IS 'Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí.';
COMMENT ON COLUMN "fund_execution"."entity_code" IS 'Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo.';
COMMENT ON COLUMN "fund_execution"."entity_name" IS 'Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo.';
COMMENT ON COLUMN "fund_execution"."fiscal_year" IS 'Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre.';
COMMENT ON COLUMN "fund_execution"."period" IS 'Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`).';
COMMENT ON COLUMN "fund_execution"."is_cumulative" IS 'Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman.';
COMMENT ON COLUMN "fund_execution"."account_status" IS 'Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar.';
COMMENT ON COLUMN "fund_execution"."resource_year" IS 'Año del recurso. Ejercicio fiscal del que viene el recurso: un informe de 2016 reporta también dinero de 2008.';
COMMENT ON COLUMN "fund_execution"."ramo_code" IS 'Clave de ramo. Ramo del Presupuesto de Egresos de la Federación, dos dígitos: `11` Educación Pública, `16` Medio Ambiente y Recursos Naturales.';
COMMENT ON COLUMN "fund_execution"."ramo_name" IS 'Ramo. Nombre del ramo o del ente, como se publica.';
COMMENT ON COLUMN "fund_execution"."fund_code" IS 'Clave del fondo. Clave del fondo como la da su fuente, sin la entidad: en las series de la SHCP `33A` es el primer fondo del Ramo 33 y `28A` el Fondo General de Participaciones; donde la fuente da el programa presupuestario, ramo y programa (`23-U128`, `33-I003`). Las dos formas no se cruzan por igualdad.';
COMMENT ON COLUMN "fund_execution"."fund_name" IS 'Fondo. Nombre del fondo, como lo escribe la fuente.';
COMMENT ON COLUMN "fund_execution"."agreement_name" IS 'Programa, fondo o convenio específico. Programa, fondo o convenio específico, como lo escribe quien informa: `FISE 2008`, `SIN IDENTIFICAR`.';
COMMENT ON COLUMN "fund_execution"."program_code" IS 'Clave del programa presupuestario. Programa presupuestario: modalidad y número, `P001`; tres dígitos en la Federación, hasta cinco en otros gobiernos. El mismo número en otro ramo es otro programa.';
COMMENT ON COLUMN "fund_execution"."unit_name" IS 'Unidad administrativa. Nombre de la unidad responsable, dependencia o ente, como se publica, sin espacios repetidos.';
COMMENT ON COLUMN "fund_execution"."object_code" IS 'Clave del objeto del gasto. Clave del Clasificador por Objeto del Gasto al nivel más fino que se publica: concepto (`1100`), partida genérica o partida específica.';
COMMENT ON COLUMN "fund_execution"."object_name" IS 'Objeto del gasto. Nombre del objeto del gasto.';
COMMENT ON COLUMN "fund_execution"."spending_type_code" IS 'Clave de tipo de gasto. Tipo de gasto, como se publica. La Federación usa una lista más larga que la del CONAC: léase con el nombre.';
COMMENT ON COLUMN "fund_execution"."spending_type_name" IS 'Tipo de gasto. Nombre del tipo de gasto: corriente, de capital, pensiones y jubilaciones, participaciones…';
COMMENT ON COLUMN "fund_execution"."municipality_code" IS 'Clave del municipio. Clave INEGI del municipio donde se gasta, de cinco dígitos; vacía si es todo el estado.';
COMMENT ON COLUMN "fund_execution"."approved" IS 'Aprobado. Pesos (MXN) corrientes. Presupuesto de egresos aprobado: la asignación anual que autoriza el Congreso o el Cabildo. Momento contable del gasto (LGCG, artículo 38).';
COMMENT ON COLUMN "fund_execution"."modified" IS 'Modificado. Pesos (MXN) corrientes. Presupuesto, o ingreso estimado, con las adecuaciones hechas hasta el corte (LGCG, artículo 38).';
COMMENT ON COLUMN "fund_execution"."ministered" IS 'Ministrado. Lo que el ejecutor ya recibió de la Federación («recaudado (ministrado)» en el SRFT), en pesos.';
COMMENT ON COLUMN "fund_execution"."committed" IS 'Comprometido. Pesos (MXN) corrientes. Gasto comprometido: hay un acto o contrato que formaliza la obligación con un tercero (LGCG, artículos 4 y 38).';
COMMENT ON COLUMN "fund_execution"."accrued" IS 'Devengado. Pesos (MXN) corrientes. Gasto devengado: se reconoce la obligación de pago por bienes, servicios u obras recibidos (LGCG, artículos 4 y 38). Es el «gasto» de las comparaciones. En ingresos, el ingreso al que ya hay derecho de cobro.';
COMMENT ON COLUMN "fund_execution"."exercised" IS 'Ejercido. Pesos (MXN) corrientes. Gasto ejercido: se emitió la cuenta por liquidar certificada u orden de pago (LGCG, artículos 4 y 38). En la Cuenta Pública federal, «Ejercicio» es lo pagado más los adeudos del año (ADEFAS) pagados en el siguiente.';
COMMENT ON COLUMN "fund_execution"."paid" IS 'Pagado. Pesos (MXN) corrientes. Gasto pagado: la obligación se canceló con un desembolso (LGCG, artículos 4 y 38).';
COMMENT ON COLUMN "fund_execution"."trust" IS 'Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles.';
COMMENT ON COLUMN "fund_execution"."doubtful_amounts" IS 'Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno.';
COMMENT ON COLUMN "fund_execution"."doubt" IS 'Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe.';
COMMENT ON COLUMN "fund_execution"."correction_id" IS 'Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual.';
COMMENT ON COLUMN "fund_execution"."source_id" IS 'Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia.';
COMMENT ON COLUMN "fund_execution"."source_part" IS 'Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes.';
COMMENT ON COLUMN "fund_execution"."source_row" IS 'Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez.';

CREATE TABLE "public_work" (
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "government_level" text NOT NULL CHECK ("government_level" IN ('federal', 'state', 'municipal')),
    "jurisdiction_code" text NOT NULL CHECK (regexp_full_match("jurisdiction_code", '[0-9]{2}([0-9]{3})?')),
    "jurisdiction_name" text NOT NULL,
    "coverage" text NOT NULL CHECK ("coverage" IN ('government', 'entity')),
    "entity_code" text,
    "entity_name" text,
    "fiscal_year" integer CHECK ("fiscal_year" BETWEEN 1990 AND 2100),
    "period" text CHECK (regexp_full_match("period", '[0-9]{4}(-Q[1-4]|-[0-9]{2})?')),
    "is_cumulative" boolean NOT NULL,
    "account_status" text NOT NULL CHECK ("account_status" IN ('proposed', 'approved', 'partial', 'preliminary', 'final')),
    "work_key" text NOT NULL,
    "work_name" text,
    "ramo_code" text CHECK (regexp_full_match("ramo_code", '[0-9]{2}')),
    "ramo_name" text,
    "unit_code" text,
    "unit_name" text,
    "state_code" text CHECK (regexp_full_match("state_code", '[0-9]{2}')),
    "state_name" text,
    "municipality_code" text CHECK (regexp_full_match("municipality_code", '[0-9]{5}')),
    "location_kind" text CHECK ("location_kind" IN ('state', 'national', 'abroad', 'not_distributable')),
    "latitude" decimal(18,6) CHECK ("latitude" BETWEEN 14 AND 33),
    "longitude" decimal(18,6) CHECK ("longitude" BETWEEN -119 AND -86),
    "starts_on" text CHECK (regexp_full_match("starts_on", '[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?')),
    "ends_on" text CHECK (regexp_full_match("ends_on", '[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?')),
    "physical_progress_pct" decimal(18,6),
    "approved" decimal(18,2),
    "modified" decimal(18,2),
    "exercised" decimal(18,2),
    "total_cost" decimal(18,2),
    "trust" text NOT NULL CHECK ("trust" IN ('ok', 'doubtful')),
    "doubtful_amounts" text,
    "doubt" text,
    "correction_id" text,
    "source_id" text NOT NULL,
    "source_part" text,
    "source_row" bigint NOT NULL CHECK ("source_row" >= 1),
    FOREIGN KEY ("source_id") REFERENCES "source_file" ("source_id")
);
COMMENT ON TABLE "public_work" IS 'Obra pública. Cada renglón es una obra o proyecto de inversión en un ciclo. `fiscal_year` es el ciclo que dice el renglón, no el año del archivo, y está vacío donde la fuente no lo dice y donde los importes son los de todos los años de una obra terminada (`ANIO` dice `TOTAL`): estos no se suman con los de un ciclo. Los importes de un ciclo se suman; `total_cost` es el de toda la vida de la obra y no se suma con ellos. Es dinero que también está en `budget_line`. No hay datos de personas.';
COMMENT ON COLUMN "public_work"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "public_work"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "public_work"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "public_work"."government_level" IS 'Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`).';
COMMENT ON COLUMN "public_work"."jurisdiction_code" IS 'Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros.';
COMMENT ON COLUMN "public_work"."jurisdiction_name" IS 'Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen.';
COMMENT ON COLUMN "public_work"."coverage" IS 'Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí.';
COMMENT ON COLUMN "public_work"."entity_code" IS 'Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo.';
COMMENT ON COLUMN "public_work"."entity_name" IS 'Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo.';
COMMENT ON COLUMN "public_work"."fiscal_year" IS 'Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre.';
COMMENT ON COLUMN "public_work"."period" IS 'Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`).';
COMMENT ON COLUMN "public_work"."is_cumulative" IS 'Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman.';
COMMENT ON COLUMN "public_work"."account_status" IS 'Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar.';
COMMENT ON COLUMN "public_work"."work_key" IS 'Clave de la obra. Clave de cartera o folio de la obra, como se publicó.';
COMMENT ON COLUMN "public_work"."work_name" IS 'Obra. Nombre de la obra o del proyecto de inversión.';
COMMENT ON COLUMN "public_work"."ramo_code" IS 'Clave de ramo. Ramo del Presupuesto de Egresos de la Federación, dos dígitos: `11` Educación Pública, `16` Medio Ambiente y Recursos Naturales.';
COMMENT ON COLUMN "public_work"."ramo_name" IS 'Ramo. Nombre del ramo o del ente, como se publica.';
COMMENT ON COLUMN "public_work"."unit_code" IS 'Clave de la unidad. Clave de la unidad responsable o dependencia, como se publica (tres caracteres en la Federación). Puede repetirse para unidades distintas: se lee junto con el nombre.';
COMMENT ON COLUMN "public_work"."unit_name" IS 'Unidad administrativa. Nombre de la unidad responsable, dependencia o ente, como se publica, sin espacios repetidos.';
COMMENT ON COLUMN "public_work"."state_code" IS 'Clave de entidad federativa. Entidad federativa en la que se ejerce el gasto, clave INEGI de dos dígitos. Vacía si el gasto no se ubica en una; véase `location_kind`.';
COMMENT ON COLUMN "public_work"."state_name" IS 'Entidad federativa. Entidad federativa en la que se ejerce el gasto, con el nombre que le da la fuente; la clave es la del INEGI.';
COMMENT ON COLUMN "public_work"."municipality_code" IS 'Clave del municipio. Clave INEGI del municipio donde se gasta, de cinco dígitos; vacía si es todo el estado.';
COMMENT ON COLUMN "public_work"."location_kind" IS 'Tipo de ubicación. `state`: una entidad federativa. `national`: varias o todo el país. `abroad`: en el extranjero. `not_distributable`: no distribuible geográficamente. En los archivos federales son las claves 33, 34 y 35, que no son entidades.';
COMMENT ON COLUMN "public_work"."latitude" IS 'Latitud. Latitud del inicio de la obra en grados decimales; vacía donde la fuente pone cero o nada. Como la dice la fuente: lo que cae fuera de México es un hallazgo (S005).';
COMMENT ON COLUMN "public_work"."longitude" IS 'Longitud. Longitud del inicio de la obra en grados decimales; vacía donde la fuente pone cero o nada. Como la dice la fuente: lo que cae fuera de México es un hallazgo (S005).';
COMMENT ON COLUMN "public_work"."starts_on" IS 'Empieza el. Fecha de inicio, ISO 8601, tan precisa como la fuente: `2011-05` o `2009-12-01`.';
COMMENT ON COLUMN "public_work"."ends_on" IS 'Termina el. Fecha de término, ISO 8601, tan precisa como la fuente.';
COMMENT ON COLUMN "public_work"."physical_progress_pct" IS 'Avance físico, por ciento. Avance físico que reporta la fuente, de 0 a 100.';
COMMENT ON COLUMN "public_work"."approved" IS 'Aprobado. Pesos (MXN) corrientes. Presupuesto de egresos aprobado: la asignación anual que autoriza el Congreso o el Cabildo. Momento contable del gasto (LGCG, artículo 38).';
COMMENT ON COLUMN "public_work"."modified" IS 'Modificado. Pesos (MXN) corrientes. Presupuesto, o ingreso estimado, con las adecuaciones hechas hasta el corte (LGCG, artículo 38).';
COMMENT ON COLUMN "public_work"."exercised" IS 'Ejercido. Pesos (MXN) corrientes. Gasto ejercido: se emitió la cuenta por liquidar certificada u orden de pago (LGCG, artículos 4 y 38). En la Cuenta Pública federal, «Ejercicio» es lo pagado más los adeudos del año (ADEFAS) pagados en el siguiente.';
COMMENT ON COLUMN "public_work"."total_cost" IS 'Costo total. Costo total de la obra a lo largo de sus años, en pesos. No es el gasto de un año y no se suma con él.';
COMMENT ON COLUMN "public_work"."trust" IS 'Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles.';
COMMENT ON COLUMN "public_work"."doubtful_amounts" IS 'Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno.';
COMMENT ON COLUMN "public_work"."doubt" IS 'Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe.';
COMMENT ON COLUMN "public_work"."correction_id" IS 'Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual.';
COMMENT ON COLUMN "public_work"."source_id" IS 'Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia.';
COMMENT ON COLUMN "public_work"."source_part" IS 'Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes.';
COMMENT ON COLUMN "public_work"."source_row" IS 'Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez.';

CREATE TABLE "finance_statistic" (
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "government_level" text NOT NULL CHECK ("government_level" IN ('federal', 'state', 'municipal')),
    "jurisdiction_code" text NOT NULL CHECK (regexp_full_match("jurisdiction_code", '[0-9]{2}([0-9]{3})?')),
    "jurisdiction_name" text NOT NULL,
    "coverage" text NOT NULL CHECK ("coverage" IN ('government', 'entity')),
    "entity_code" text,
    "entity_name" text,
    "fiscal_year" integer NOT NULL CHECK ("fiscal_year" BETWEEN 1990 AND 2100),
    "period" text NOT NULL CHECK (regexp_full_match("period", '[0-9]{4}(-Q[1-4]|-[0-9]{2})?')),
    "is_cumulative" boolean NOT NULL,
    "account_status" text NOT NULL CHECK ("account_status" IN ('proposed', 'approved', 'partial', 'preliminary', 'final')),
    "flow" text NOT NULL CHECK ("flow" IN ('revenue', 'spending')),
    "chapter_name" text,
    "concept_name" text,
    "item_name" text,
    "subitem_name" text,
    "accrued" decimal(18,2),
    "exercised" decimal(18,2),
    "paid" decimal(18,2),
    "collected" decimal(18,2),
    "trust" text NOT NULL CHECK ("trust" IN ('ok', 'doubtful')),
    "doubtful_amounts" text,
    "doubt" text,
    "correction_id" text,
    "source_id" text NOT NULL,
    "source_part" text,
    "source_row" bigint NOT NULL CHECK ("source_row" >= 1),
    FOREIGN KEY ("source_id") REFERENCES "source_file" ("source_id")
);
COMMENT ON TABLE "finance_statistic" IS 'Estadística de finanzas públicas. Cada renglón es una categoría de la Estadística de Finanzas Públicas Estatales y Municipales de INEGI (EFIPEM), en un gobierno y un año. Los renglones de un gobierno, año y flujo se suman: los totales impresos están en `published_total`. La clasificación no tiene claves: la jerarquía se dice por descripciones. Es otra medición de las mismas finanzas que las cuentas públicas: no se suma con ellas.';
COMMENT ON COLUMN "finance_statistic"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "finance_statistic"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "finance_statistic"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "finance_statistic"."government_level" IS 'Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`).';
COMMENT ON COLUMN "finance_statistic"."jurisdiction_code" IS 'Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros.';
COMMENT ON COLUMN "finance_statistic"."jurisdiction_name" IS 'Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen.';
COMMENT ON COLUMN "finance_statistic"."coverage" IS 'Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí.';
COMMENT ON COLUMN "finance_statistic"."entity_code" IS 'Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo.';
COMMENT ON COLUMN "finance_statistic"."entity_name" IS 'Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo.';
COMMENT ON COLUMN "finance_statistic"."fiscal_year" IS 'Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre.';
COMMENT ON COLUMN "finance_statistic"."period" IS 'Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`).';
COMMENT ON COLUMN "finance_statistic"."is_cumulative" IS 'Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman.';
COMMENT ON COLUMN "finance_statistic"."account_status" IS 'Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar.';
COMMENT ON COLUMN "finance_statistic"."flow" IS 'Flujo. Ingresos (`revenue`) o egresos (`spending`).';
COMMENT ON COLUMN "finance_statistic"."chapter_name" IS 'Capítulo de la estadística. Capítulo en la clasificación de la estadística de INEGI, que se dice por su descripción y no tiene clave.';
COMMENT ON COLUMN "finance_statistic"."concept_name" IS 'Concepto de la estadística. Concepto dentro del capítulo; vacío si el capítulo no viene desglosado.';
COMMENT ON COLUMN "finance_statistic"."item_name" IS 'Partida genérica. Partida genérica dentro del concepto.';
COMMENT ON COLUMN "finance_statistic"."subitem_name" IS 'Subpartida genérica. Subpartida genérica dentro de la partida.';
COMMENT ON COLUMN "finance_statistic"."accrued" IS 'Devengado. Pesos (MXN) corrientes. Gasto devengado: se reconoce la obligación de pago por bienes, servicios u obras recibidos (LGCG, artículos 4 y 38). Es el «gasto» de las comparaciones. En ingresos, el ingreso al que ya hay derecho de cobro.';
COMMENT ON COLUMN "finance_statistic"."exercised" IS 'Ejercido. Pesos (MXN) corrientes. Gasto ejercido: se emitió la cuenta por liquidar certificada u orden de pago (LGCG, artículos 4 y 38). En la Cuenta Pública federal, «Ejercicio» es lo pagado más los adeudos del año (ADEFAS) pagados en el siguiente.';
COMMENT ON COLUMN "finance_statistic"."paid" IS 'Pagado. Pesos (MXN) corrientes. Gasto pagado: la obligación se canceló con un desembolso (LGCG, artículos 4 y 38).';
COMMENT ON COLUMN "finance_statistic"."collected" IS 'Recaudado. Pesos (MXN) corrientes. Ingreso recaudado: lo que efectivamente se cobró (LGCG, artículo 38).';
COMMENT ON COLUMN "finance_statistic"."trust" IS 'Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles.';
COMMENT ON COLUMN "finance_statistic"."doubtful_amounts" IS 'Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno.';
COMMENT ON COLUMN "finance_statistic"."doubt" IS 'Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe.';
COMMENT ON COLUMN "finance_statistic"."correction_id" IS 'Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual.';
COMMENT ON COLUMN "finance_statistic"."source_id" IS 'Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia.';
COMMENT ON COLUMN "finance_statistic"."source_part" IS 'Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes.';
COMMENT ON COLUMN "finance_statistic"."source_row" IS 'Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez.';

CREATE TABLE "annex_line" (
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "government_level" text NOT NULL CHECK ("government_level" IN ('federal', 'state', 'municipal')),
    "jurisdiction_code" text NOT NULL CHECK (regexp_full_match("jurisdiction_code", '[0-9]{2}([0-9]{3})?')),
    "jurisdiction_name" text NOT NULL,
    "coverage" text NOT NULL CHECK ("coverage" IN ('government', 'entity')),
    "entity_code" text,
    "entity_name" text,
    "fiscal_year" integer NOT NULL CHECK ("fiscal_year" BETWEEN 1990 AND 2100),
    "period" text NOT NULL CHECK (regexp_full_match("period", '[0-9]{4}(-Q[1-4]|-[0-9]{2})?')),
    "is_cumulative" boolean NOT NULL,
    "account_status" text NOT NULL CHECK ("account_status" IN ('proposed', 'approved', 'partial', 'preliminary', 'final')),
    "account" text NOT NULL CHECK ("account" IN ('proposal', 'decree', 'in_year', 'final')),
    "annex_code" text NOT NULL CHECK (regexp_full_match("annex_code", '[0-9]{1,2}')),
    "annex_name" text,
    "ramo_code" text CHECK (regexp_full_match("ramo_code", '[0-9]{2}')),
    "ramo_name" text,
    "unit_code" text,
    "unit_name" text,
    "purpose_code" text CHECK (regexp_full_match("purpose_code", '[1-4]')),
    "function_code" text CHECK (regexp_full_match("function_code", '[1-4]\.[1-9]')),
    "subfunction_code" text CHECK (regexp_full_match("subfunction_code", '[1-4]\.[1-9]\.[0-9]{1,2}')),
    "activity_code" text,
    "modality_code" text CHECK (regexp_full_match("modality_code", '[A-Z]')),
    "program_code" text CHECK (regexp_full_match("program_code", '[A-Z][0-9]{3,5}')),
    "program_name" text,
    "object_code" text CHECK (regexp_full_match("object_code", '[1-9][0-9]{2,4}')),
    "object_chapter_code" text CHECK (regexp_full_match("object_chapter_code", '[1-9]000')),
    "object_concept_code" text CHECK (regexp_full_match("object_concept_code", '[1-9][1-9]00')),
    "spending_type_code" text,
    "funding_source_code" text,
    "state_code" text CHECK (regexp_full_match("state_code", '[0-9]{2}')),
    "location_kind" text CHECK ("location_kind" IN ('state', 'national', 'abroad', 'not_distributable')),
    "investment_key" text,
    "approved" decimal(18,2),
    "modified" decimal(18,2),
    "accrued" decimal(18,2),
    "exercised" decimal(18,2),
    "paid" decimal(18,2),
    "trust" text NOT NULL CHECK ("trust" IN ('ok', 'doubtful')),
    "doubtful_amounts" text,
    "doubt" text,
    "correction_id" text,
    "source_id" text NOT NULL,
    "source_part" text,
    "source_row" bigint NOT NULL CHECK ("source_row" >= 1),
    FOREIGN KEY ("source_id") REFERENCES "source_file" ("source_id")
);
COMMENT ON TABLE "annex_line" IS 'Anexos transversales. Cada renglón es lo que el presupuesto federal declara de una clave presupuestaria en un anexo transversal (igualdad, cambio climático, pueblos indígenas, niñez). Un mismo peso puede estar en varios anexos, y todos están ya en `budget_line`: los anexos no se suman entre sí ni con él.';
COMMENT ON COLUMN "annex_line"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "annex_line"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "annex_line"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "annex_line"."government_level" IS 'Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`).';
COMMENT ON COLUMN "annex_line"."jurisdiction_code" IS 'Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros.';
COMMENT ON COLUMN "annex_line"."jurisdiction_name" IS 'Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen.';
COMMENT ON COLUMN "annex_line"."coverage" IS 'Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí.';
COMMENT ON COLUMN "annex_line"."entity_code" IS 'Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo.';
COMMENT ON COLUMN "annex_line"."entity_name" IS 'Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo.';
COMMENT ON COLUMN "annex_line"."fiscal_year" IS 'Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre.';
COMMENT ON COLUMN "annex_line"."period" IS 'Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`).';
COMMENT ON COLUMN "annex_line"."is_cumulative" IS 'Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman.';
COMMENT ON COLUMN "annex_line"."account_status" IS 'Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar.';
COMMENT ON COLUMN "annex_line"."account" IS 'Cuenta. Cuenta a la que pertenece la clave: el proyecto que el Ejecutivo envía (`proposal`; ahí `approved` es lo que propone), el decreto (`decree`), el avance del año (`in_year`) o la Cuenta Pública (`final`). No se suman entre sí.';
COMMENT ON COLUMN "annex_line"."annex_code" IS 'Clave del anexo. Número del anexo transversal del Presupuesto de Egresos de la Federación: `13` igualdad entre mujeres y hombres, `16` cambio climático, `10` pueblos indígenas, `18` niñas, niños y adolescentes.';
COMMENT ON COLUMN "annex_line"."annex_name" IS 'Anexo transversal. Nombre del anexo, como lo escribe la fuente.';
COMMENT ON COLUMN "annex_line"."ramo_code" IS 'Clave de ramo. Ramo del Presupuesto de Egresos de la Federación, dos dígitos: `11` Educación Pública, `16` Medio Ambiente y Recursos Naturales.';
COMMENT ON COLUMN "annex_line"."ramo_name" IS 'Ramo. Nombre del ramo o del ente, como se publica.';
COMMENT ON COLUMN "annex_line"."unit_code" IS 'Clave de la unidad. Clave de la unidad responsable o dependencia, como se publica (tres caracteres en la Federación). Puede repetirse para unidades distintas: se lee junto con el nombre.';
COMMENT ON COLUMN "annex_line"."unit_name" IS 'Unidad administrativa. Nombre de la unidad responsable, dependencia o ente, como se publica, sin espacios repetidos.';
COMMENT ON COLUMN "annex_line"."purpose_code" IS 'Clave de finalidad. Finalidad de la Clasificación Funcional del Gasto del CONAC: `1` Gobierno, `2` Desarrollo Social, `3` Desarrollo Económico, `4` Otras no Clasificadas en Funciones Anteriores.';
COMMENT ON COLUMN "annex_line"."function_code" IS 'Clave de función. Función de la Clasificación Funcional del Gasto del CONAC, con punto: `2.5` Educación, `2.1` Protección Ambiental. Vacía si la finalidad no viene desglosada.';
COMMENT ON COLUMN "annex_line"."subfunction_code" IS 'Clave de subfunción. Subfunción de la Clasificación Funcional del Gasto del CONAC, con puntos: `2.5.1` Educación Básica.';
COMMENT ON COLUMN "annex_line"."activity_code" IS 'Clave de actividad institucional. Actividad institucional: la acción sustantiva o de apoyo a la que se destina el gasto.';
COMMENT ON COLUMN "annex_line"."modality_code" IS 'Clave de modalidad. Modalidad del programa presupuestario, una letra de la Clasificación Programática del CONAC: `E` Prestación de Servicios Públicos, `S` Sujetos a Reglas de Operación.';
COMMENT ON COLUMN "annex_line"."program_code" IS 'Clave del programa presupuestario. Programa presupuestario: modalidad y número, `P001`; tres dígitos en la Federación, hasta cinco en otros gobiernos. El mismo número en otro ramo es otro programa.';
COMMENT ON COLUMN "annex_line"."program_name" IS 'Programa presupuestario. Nombre del programa presupuestario, como se publica.';
COMMENT ON COLUMN "annex_line"."object_code" IS 'Clave del objeto del gasto. Clave del Clasificador por Objeto del Gasto al nivel más fino que se publica: concepto (`1100`), partida genérica o partida específica.';
COMMENT ON COLUMN "annex_line"."object_chapter_code" IS 'Clave de capítulo. Capítulo del Clasificador por Objeto del Gasto del CONAC, cuatro dígitos: `1000` Servicios personales.';
COMMENT ON COLUMN "annex_line"."object_concept_code" IS 'Clave de concepto. Concepto del Clasificador por Objeto del Gasto del CONAC, cuatro dígitos: `1100`. Vacía si el capítulo no viene desglosado.';
COMMENT ON COLUMN "annex_line"."spending_type_code" IS 'Clave de tipo de gasto. Tipo de gasto, como se publica. La Federación usa una lista más larga que la del CONAC: léase con el nombre.';
COMMENT ON COLUMN "annex_line"."funding_source_code" IS 'Clave de fuente de financiamiento. Fuente de financiamiento, como se publica.';
COMMENT ON COLUMN "annex_line"."state_code" IS 'Clave de entidad federativa. Entidad federativa en la que se ejerce el gasto, clave INEGI de dos dígitos. Vacía si el gasto no se ubica en una; véase `location_kind`.';
COMMENT ON COLUMN "annex_line"."location_kind" IS 'Tipo de ubicación. `state`: una entidad federativa. `national`: varias o todo el país. `abroad`: en el extranjero. `not_distributable`: no distribuible geográficamente. En los archivos federales son las claves 33, 34 y 35, que no son entidades.';
COMMENT ON COLUMN "annex_line"."investment_key" IS 'Clave de cartera. Clave del programa o proyecto en la cartera de inversión de la SHCP; vacía si el gasto no pertenece a uno.';
COMMENT ON COLUMN "annex_line"."approved" IS 'Aprobado. Pesos (MXN) corrientes. Presupuesto de egresos aprobado: la asignación anual que autoriza el Congreso o el Cabildo. Momento contable del gasto (LGCG, artículo 38).';
COMMENT ON COLUMN "annex_line"."modified" IS 'Modificado. Pesos (MXN) corrientes. Presupuesto, o ingreso estimado, con las adecuaciones hechas hasta el corte (LGCG, artículo 38).';
COMMENT ON COLUMN "annex_line"."accrued" IS 'Devengado. Pesos (MXN) corrientes. Gasto devengado: se reconoce la obligación de pago por bienes, servicios u obras recibidos (LGCG, artículos 4 y 38). Es el «gasto» de las comparaciones. En ingresos, el ingreso al que ya hay derecho de cobro.';
COMMENT ON COLUMN "annex_line"."exercised" IS 'Ejercido. Pesos (MXN) corrientes. Gasto ejercido: se emitió la cuenta por liquidar certificada u orden de pago (LGCG, artículos 4 y 38). En la Cuenta Pública federal, «Ejercicio» es lo pagado más los adeudos del año (ADEFAS) pagados en el siguiente.';
COMMENT ON COLUMN "annex_line"."paid" IS 'Pagado. Pesos (MXN) corrientes. Gasto pagado: la obligación se canceló con un desembolso (LGCG, artículos 4 y 38).';
COMMENT ON COLUMN "annex_line"."trust" IS 'Confianza. `ok` o `doubtful` (dudoso). Es lo peor del renglón: basta un importe dudoso. `doubtful_amounts` dice cuáles.';
COMMENT ON COLUMN "annex_line"."doubtful_amounts" IS 'Importes dudosos. Nombres de los importes dudosos, separados por `;`. Los demás importes del renglón son buenos. Vacío si ninguno.';
COMMENT ON COLUMN "annex_line"."doubt" IS 'Motivo de la duda. Pares `importe:regla`, separados por `;`, que dicen por qué se duda de cada importe.';
COMMENT ON COLUMN "annex_line"."correction_id" IS 'Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual.';
COMMENT ON COLUMN "annex_line"."source_id" IS 'Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia.';
COMMENT ON COLUMN "annex_line"."source_part" IS 'Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes.';
COMMENT ON COLUMN "annex_line"."source_row" IS 'Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez.';

CREATE TABLE "published_total" (
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "government_level" text NOT NULL CHECK ("government_level" IN ('federal', 'state', 'municipal')),
    "jurisdiction_code" text NOT NULL CHECK (regexp_full_match("jurisdiction_code", '[0-9]{2}([0-9]{3})?')),
    "jurisdiction_name" text NOT NULL,
    "coverage" text NOT NULL CHECK ("coverage" IN ('government', 'entity')),
    "entity_code" text,
    "entity_name" text,
    "fiscal_year" integer NOT NULL CHECK ("fiscal_year" BETWEEN 1990 AND 2100),
    "period" text NOT NULL CHECK (regexp_full_match("period", '[0-9]{4}(-Q[1-4]|-[0-9]{2})?')),
    "is_cumulative" boolean NOT NULL,
    "account_status" text NOT NULL CHECK ("account_status" IN ('proposed', 'approved', 'partial', 'preliminary', 'final')),
    "classification" text NOT NULL,
    "level" bigint NOT NULL CHECK ("level" >= 0),
    "code" text,
    "name" text,
    "approved" decimal(18,2),
    "estimated" decimal(18,2),
    "extensions_reductions" decimal(18,2),
    "modified" decimal(18,2),
    "ministered" decimal(18,2),
    "committed" decimal(18,2),
    "accrued" decimal(18,2),
    "exercised" decimal(18,2),
    "paid" decimal(18,2),
    "collected" decimal(18,2),
    "under_spending" decimal(18,2),
    "correction_id" text,
    "source_id" text,
    "source_part" text,
    "source_row" bigint CHECK ("source_row" >= 1),
    "evidence" text,
    FOREIGN KEY ("source_id") REFERENCES "source_file" ("source_id")
);
COMMENT ON TABLE "published_total" IS 'Totales publicados. Cada renglón es un total que la fuente imprimió, o que el publicador declaró en otro documento (véase `evidence`). Sirve para comprobar las sumas. No se suma: ya contiene los renglones de las tablas de hechos y totales de otros niveles.';
COMMENT ON COLUMN "published_total"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "published_total"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "published_total"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "published_total"."government_level" IS 'Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`).';
COMMENT ON COLUMN "published_total"."jurisdiction_code" IS 'Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros.';
COMMENT ON COLUMN "published_total"."jurisdiction_name" IS 'Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen.';
COMMENT ON COLUMN "published_total"."coverage" IS 'Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí.';
COMMENT ON COLUMN "published_total"."entity_code" IS 'Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo.';
COMMENT ON COLUMN "published_total"."entity_name" IS 'Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo.';
COMMENT ON COLUMN "published_total"."fiscal_year" IS 'Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre.';
COMMENT ON COLUMN "published_total"."period" IS 'Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`).';
COMMENT ON COLUMN "published_total"."is_cumulative" IS 'Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman.';
COMMENT ON COLUMN "published_total"."account_status" IS 'Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar.';
COMMENT ON COLUMN "published_total"."classification" IS 'Clasificación. Clasificación a la que pertenece el total: `function`, `object`, `unit`, `type`, `staff`, `program`, `revenue`, `transfer`…';
COMMENT ON COLUMN "published_total"."level" IS 'Nivel. Nivel en su clasificación: 0 el gran total, 1 el más alto, y así hacia abajo.';
COMMENT ON COLUMN "published_total"."code" IS 'Clave del total. Clave a la que corresponde el total en su clasificación; vacía si no tiene.';
COMMENT ON COLUMN "published_total"."name" IS 'Nombre del total. Nombre con que la fuente imprime el total.';
COMMENT ON COLUMN "published_total"."approved" IS 'Aprobado. Pesos (MXN) corrientes. Presupuesto de egresos aprobado: la asignación anual que autoriza el Congreso o el Cabildo. Momento contable del gasto (LGCG, artículo 38).';
COMMENT ON COLUMN "published_total"."estimated" IS 'Ingreso estimado. Pesos (MXN) corrientes. Ingreso estimado: lo que la Ley de Ingresos prevé recaudar. Los archivos de ingresos de algunos publicadores lo llaman «Aprobado». Momento contable del ingreso (LGCG, artículo 38).';
COMMENT ON COLUMN "published_total"."extensions_reductions" IS 'Ampliaciones y reducciones. Pesos (MXN) corrientes. Adecuaciones netas durante el año: modificado menos aprobado (en ingresos, menos estimado). Puede ser negativo.';
COMMENT ON COLUMN "published_total"."modified" IS 'Modificado. Pesos (MXN) corrientes. Presupuesto, o ingreso estimado, con las adecuaciones hechas hasta el corte (LGCG, artículo 38).';
COMMENT ON COLUMN "published_total"."ministered" IS 'Ministrado. Lo que el ejecutor ya recibió de la Federación («recaudado (ministrado)» en el SRFT), en pesos.';
COMMENT ON COLUMN "published_total"."committed" IS 'Comprometido. Pesos (MXN) corrientes. Gasto comprometido: hay un acto o contrato que formaliza la obligación con un tercero (LGCG, artículos 4 y 38).';
COMMENT ON COLUMN "published_total"."accrued" IS 'Devengado. Pesos (MXN) corrientes. Gasto devengado: se reconoce la obligación de pago por bienes, servicios u obras recibidos (LGCG, artículos 4 y 38). Es el «gasto» de las comparaciones. En ingresos, el ingreso al que ya hay derecho de cobro.';
COMMENT ON COLUMN "published_total"."exercised" IS 'Ejercido. Pesos (MXN) corrientes. Gasto ejercido: se emitió la cuenta por liquidar certificada u orden de pago (LGCG, artículos 4 y 38). En la Cuenta Pública federal, «Ejercicio» es lo pagado más los adeudos del año (ADEFAS) pagados en el siguiente.';
COMMENT ON COLUMN "published_total"."paid" IS 'Pagado. Pesos (MXN) corrientes. Gasto pagado: la obligación se canceló con un desembolso (LGCG, artículos 4 y 38).';
COMMENT ON COLUMN "published_total"."collected" IS 'Recaudado. Pesos (MXN) corrientes. Ingreso recaudado: lo que efectivamente se cobró (LGCG, artículo 38).';
COMMENT ON COLUMN "published_total"."under_spending" IS 'Subejercicio. Pesos (MXN) corrientes. Subejercicio como lo define el estado analítico: modificado menos devengado. Negativo si se devengó más que lo modificado.';
COMMENT ON COLUMN "published_total"."correction_id" IS 'Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual.';
COMMENT ON COLUMN "published_total"."source_id" IS 'Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia.';
COMMENT ON COLUMN "published_total"."source_part" IS 'Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes.';
COMMENT ON COLUMN "published_total"."source_row" IS 'Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez.';
COMMENT ON COLUMN "published_total"."evidence" IS 'Sustento. Documento o lectura en que se apoya el dato. En un total publicado, dónde se declaró si no está en el archivo.';

CREATE TABLE "vintage" (
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "government_level" text NOT NULL CHECK ("government_level" IN ('federal', 'state', 'municipal')),
    "jurisdiction_code" text NOT NULL CHECK (regexp_full_match("jurisdiction_code", '[0-9]{2}([0-9]{3})?')),
    "jurisdiction_name" text NOT NULL,
    "coverage" text NOT NULL CHECK ("coverage" IN ('government', 'entity')),
    "entity_code" text,
    "entity_name" text,
    "fiscal_year" integer NOT NULL CHECK ("fiscal_year" BETWEEN 1990 AND 2100),
    "period" text NOT NULL CHECK (regexp_full_match("period", '[0-9]{4}(-Q[1-4]|-[0-9]{2})?')),
    "is_cumulative" boolean NOT NULL,
    "account_status" text NOT NULL CHECK ("account_status" IN ('proposed', 'approved', 'partial', 'preliminary', 'final')),
    "table_name" text NOT NULL CHECK (regexp_full_match("table_name", '[a-z][a-z_]*')),
    "figure_id" text NOT NULL,
    "phase" text NOT NULL,
    "amount" decimal(18,2),
    "fact_amount" decimal(18,2),
    "difference" decimal(18,2),
    "source_id" text NOT NULL,
    "source_part" text,
    "source_row" bigint NOT NULL CHECK ("source_row" >= 1),
    FOREIGN KEY ("source_id") REFERENCES "source_file" ("source_id")
);
COMMENT ON TABLE "vintage" IS 'Cifras anteriores. Cada renglón es una cifra como la dio un corte anterior del mismo año, una edición anterior o un archivo anterior de la misma edición, junto a la vigente. Muestra lo que se corrigió sin aviso. Es larga a propósito y no es una tabla de hechos: no se suma. Cada renglón lleva la cifra y el importe que publicó su fuente. `fact_amount` es el hecho con la misma clave; si los hechos distinguen lo etiquetado y el renglón no, es la suma de ambos. Está vacío, y también `difference`, si ningún hecho dice lo mismo, si una parte de la suma no se pudo leer, si varios renglones comparten la cifra o si el renglón es una mitad (`/earmarked`, `/free`) de lo que el hecho da junto. Las claves presupuestarias de `budget_line` no tienen cifra propia: la cuenta entera es una, con un renglón por importe.';
COMMENT ON COLUMN "vintage"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "vintage"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "vintage"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "vintage"."government_level" IS 'Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`).';
COMMENT ON COLUMN "vintage"."jurisdiction_code" IS 'Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros.';
COMMENT ON COLUMN "vintage"."jurisdiction_name" IS 'Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen.';
COMMENT ON COLUMN "vintage"."coverage" IS 'Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí.';
COMMENT ON COLUMN "vintage"."entity_code" IS 'Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo.';
COMMENT ON COLUMN "vintage"."entity_name" IS 'Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo.';
COMMENT ON COLUMN "vintage"."fiscal_year" IS 'Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre.';
COMMENT ON COLUMN "vintage"."period" IS 'Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`).';
COMMENT ON COLUMN "vintage"."is_cumulative" IS 'Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman.';
COMMENT ON COLUMN "vintage"."account_status" IS 'Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar.';
COMMENT ON COLUMN "vintage"."table_name" IS 'Tabla. Tabla de hechos a la que se refiere.';
COMMENT ON COLUMN "vintage"."figure_id" IS 'Identificador de la cifra. Identificador único de la cifra: `tabla/gobierno[/ente]/año/clave[/earmarked|/free]/importe`, por ejemplo `spending_by_function/23/2024/2.5/approved`. No lleva la edición.';
COMMENT ON COLUMN "vintage"."phase" IS 'Momento contable. Importe de que se trata: `approved`, `accrued`, `collected`…';
COMMENT ON COLUMN "vintage"."amount" IS 'Importe. Pesos (MXN) corrientes que dio esta edición, este corte o este archivo.';
COMMENT ON COLUMN "vintage"."fact_amount" IS 'Importe vigente. Pesos (MXN) corrientes de la misma cifra en la tabla de hechos; si allí está partida en etiquetado y no etiquetado, su suma.';
COMMENT ON COLUMN "vintage"."difference" IS 'Diferencia. Importe de este renglón (`amount`) menos el vigente (`fact_amount`), en pesos, al centavo.';
COMMENT ON COLUMN "vintage"."source_id" IS 'Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia.';
COMMENT ON COLUMN "vintage"."source_part" IS 'Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes.';
COMMENT ON COLUMN "vintage"."source_row" IS 'Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez.';

CREATE TABLE "alternate" (
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "government_level" text NOT NULL CHECK ("government_level" IN ('federal', 'state', 'municipal')),
    "jurisdiction_code" text NOT NULL CHECK (regexp_full_match("jurisdiction_code", '[0-9]{2}([0-9]{3})?')),
    "jurisdiction_name" text NOT NULL,
    "coverage" text NOT NULL CHECK ("coverage" IN ('government', 'entity')),
    "entity_code" text,
    "entity_name" text,
    "fiscal_year" integer NOT NULL CHECK ("fiscal_year" BETWEEN 1990 AND 2100),
    "period" text NOT NULL CHECK (regexp_full_match("period", '[0-9]{4}(-Q[1-4]|-[0-9]{2})?')),
    "is_cumulative" boolean NOT NULL,
    "account_status" text NOT NULL CHECK ("account_status" IN ('proposed', 'approved', 'partial', 'preliminary', 'final')),
    "table_name" text NOT NULL CHECK (regexp_full_match("table_name", '[a-z][a-z_]*')),
    "figure_id" text NOT NULL,
    "phase" text NOT NULL,
    "amount" decimal(18,2),
    "fact_amount" decimal(18,2),
    "difference" decimal(18,2),
    "source_id" text NOT NULL,
    "source_part" text,
    "source_row" bigint NOT NULL CHECK ("source_row" >= 1),
    FOREIGN KEY ("source_id") REFERENCES "source_file" ("source_id")
);
COMMENT ON TABLE "alternate" IS 'Cifras de otra fuente. Una cifra como la publicó, en el mismo corte, otro conjunto de datos que el del hecho. Sirve para comparar; no se suma a los hechos. Cada renglón lleva la cifra y el importe que publicó su fuente. `fact_amount` es el hecho con la misma clave; si los hechos distinguen lo etiquetado y el renglón no, es la suma de ambos. Está vacío, y también `difference`, si ningún hecho dice lo mismo, si una parte de la suma no se pudo leer, si varios renglones comparten la cifra o si el renglón es una mitad (`/earmarked`, `/free`) de lo que el hecho da junto. Las claves presupuestarias de `budget_line` no tienen cifra propia: la cuenta entera es una, con un renglón por importe.';
COMMENT ON COLUMN "alternate"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "alternate"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "alternate"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "alternate"."government_level" IS 'Orden de gobierno. Orden de gobierno que rinde la cuenta: federal (`federal`), entidad federativa (`state`) o municipio (`municipal`).';
COMMENT ON COLUMN "alternate"."jurisdiction_code" IS 'Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros.';
COMMENT ON COLUMN "alternate"."jurisdiction_name" IS 'Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen.';
COMMENT ON COLUMN "alternate"."coverage" IS 'Alcance. `government`: la cuenta completa del gobierno. `entity`: la de un solo ente público, que es parte de aquella. Nunca se suman entre sí.';
COMMENT ON COLUMN "alternate"."entity_code" IS 'Clave del ente público. Clave del ente público cuya cuenta es; vacía si el renglón es del gobierno completo.';
COMMENT ON COLUMN "alternate"."entity_name" IS 'Ente público. Nombre del ente público cuya cuenta es; vacío si el renglón es del gobierno completo.';
COMMENT ON COLUMN "alternate"."fiscal_year" IS 'Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre.';
COMMENT ON COLUMN "alternate"."period" IS 'Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`).';
COMMENT ON COLUMN "alternate"."is_cumulative" IS 'Es acumulado. Verdadero si los importes van de enero al cierre de un periodo menor que el año, como en los informes trimestrales (también `2018-Q4`). Los cortes acumulados de un mismo año no se suman.';
COMMENT ON COLUMN "alternate"."account_status" IS 'Estado de la cuenta. `approved`: solo presupuesto aprobado. `partial`: avance dentro del año. `preliminary`: cierre preliminar. `final`: Cuenta Pública. `proposed`: proyecto todavía sin votar.';
COMMENT ON COLUMN "alternate"."table_name" IS 'Tabla. Tabla de hechos a la que se refiere.';
COMMENT ON COLUMN "alternate"."figure_id" IS 'Identificador de la cifra. Identificador único de la cifra: `tabla/gobierno[/ente]/año/clave[/earmarked|/free]/importe`, por ejemplo `spending_by_function/23/2024/2.5/approved`. No lleva la edición.';
COMMENT ON COLUMN "alternate"."phase" IS 'Momento contable. Importe de que se trata: `approved`, `accrued`, `collected`…';
COMMENT ON COLUMN "alternate"."amount" IS 'Importe. Pesos (MXN) corrientes que dio esta edición, este corte o este archivo.';
COMMENT ON COLUMN "alternate"."fact_amount" IS 'Importe vigente. Pesos (MXN) corrientes de la misma cifra en la tabla de hechos; si allí está partida en etiquetado y no etiquetado, su suma.';
COMMENT ON COLUMN "alternate"."difference" IS 'Diferencia. Importe de este renglón (`amount`) menos el vigente (`fact_amount`), en pesos, al centavo.';
COMMENT ON COLUMN "alternate"."source_id" IS 'Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia.';
COMMENT ON COLUMN "alternate"."source_part" IS 'Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes.';
COMMENT ON COLUMN "alternate"."source_row" IS 'Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez.';

CREATE TABLE "commitment" (
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "jurisdiction_code" text NOT NULL CHECK (regexp_full_match("jurisdiction_code", '[0-9]{2}([0-9]{3})?')),
    "jurisdiction_name" text,
    "commitment_id" text NOT NULL CHECK (regexp_full_match("commitment_id", '[A-Z0-9]+(-[A-Z0-9]+)*')),
    "plan" text,
    "title_es" text,
    "title_en" text,
    "responsible" text,
    "counterpart" text,
    "starts_on" text CHECK (regexp_full_match("starts_on", '[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?')),
    "ends_on" text CHECK (regexp_full_match("ends_on", '[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?')),
    "status" text NOT NULL CHECK ("status" IN ('not_started', 'in_progress', 'done', 'withdrawn', 'unknown')),
    "evidence_url" text CHECK (regexp_full_match("evidence_url", 'https?://[^ ]+')),
    "note" text,
    "correction_id" text,
    "source_id" text NOT NULL,
    "source_part" text,
    "source_row" bigint NOT NULL CHECK ("source_row" >= 1),
    FOREIGN KEY ("source_id") REFERENCES "source_file" ("source_id")
);
COMMENT ON TABLE "commitment" IS 'Compromisos de gobierno abierto. Cada renglón es un compromiso de gobierno abierto: quién responde, con quién, en qué va y dónde está la evidencia.';
COMMENT ON COLUMN "commitment"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "commitment"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "commitment"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "commitment"."jurisdiction_code" IS 'Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros.';
COMMENT ON COLUMN "commitment"."jurisdiction_name" IS 'Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen.';
COMMENT ON COLUMN "commitment"."commitment_id" IS 'Clave del compromiso. Clave del compromiso de gobierno abierto, la de la Alianza para el Gobierno Abierto donde la hay: `MXROO0003`.';
COMMENT ON COLUMN "commitment"."plan" IS 'Plan de acción. Plan de acción o instrumento al que pertenece: `2021-2022`, o `ocpp` (Observatorio de Compromisos y Políticas Públicas).';
COMMENT ON COLUMN "commitment"."title_es" IS 'Título en español. Título en español.';
COMMENT ON COLUMN "commitment"."title_en" IS 'Título en inglés. Título en inglés.';
COMMENT ON COLUMN "commitment"."responsible" IS 'Unidad responsable. Dependencia o entidad que responde por él. Nunca el nombre de una persona.';
COMMENT ON COLUMN "commitment"."counterpart" IS 'Contraparte de la sociedad civil. Organizaciones que lo acompañan, separadas por punto y coma. Nunca el nombre de una persona.';
COMMENT ON COLUMN "commitment"."starts_on" IS 'Empieza el. Fecha de inicio, ISO 8601, tan precisa como la fuente: `2011-05` o `2009-12-01`.';
COMMENT ON COLUMN "commitment"."ends_on" IS 'Termina el. Fecha de término, ISO 8601, tan precisa como la fuente.';
COMMENT ON COLUMN "commitment"."status" IS 'Estado de avance. Estado del compromiso o del hito: sin iniciar, en curso, cumplido, retirado, o desconocido si nadie lo ha dicho.';
COMMENT ON COLUMN "commitment"."evidence_url" IS 'Dirección de la evidencia. Dirección en la red donde cualquiera puede ver la evidencia.';
COMMENT ON COLUMN "commitment"."note" IS 'Nota. Advertencia sobre la entrada.';
COMMENT ON COLUMN "commitment"."correction_id" IS 'Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual.';
COMMENT ON COLUMN "commitment"."source_id" IS 'Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia.';
COMMENT ON COLUMN "commitment"."source_part" IS 'Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes.';
COMMENT ON COLUMN "commitment"."source_row" IS 'Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez.';

CREATE TABLE "commitment_milestone" (
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "jurisdiction_code" text NOT NULL CHECK (regexp_full_match("jurisdiction_code", '[0-9]{2}([0-9]{3})?')),
    "commitment_id" text NOT NULL CHECK (regexp_full_match("commitment_id", '[A-Z0-9]+(-[A-Z0-9]+)*')),
    "milestone_id" text NOT NULL CHECK (regexp_full_match("milestone_id", '[A-Z0-9]+(-[A-Z0-9]+)*')),
    "milestone_name" text,
    "due_on" text CHECK (regexp_full_match("due_on", '[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?')),
    "done_on" text CHECK (regexp_full_match("done_on", '[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?')),
    "status" text NOT NULL CHECK ("status" IN ('not_started', 'in_progress', 'done', 'withdrawn', 'unknown')),
    "evidence_url" text CHECK (regexp_full_match("evidence_url", 'https?://[^ ]+')),
    "correction_id" text,
    "source_id" text NOT NULL,
    "source_part" text,
    "source_row" bigint NOT NULL CHECK ("source_row" >= 1),
    FOREIGN KEY ("source_id") REFERENCES "source_file" ("source_id")
);
COMMENT ON TABLE "commitment_milestone" IS 'Hitos de los compromisos. Cada renglón es un hito de un compromiso: qué, para cuándo y si se cumplió.';
COMMENT ON COLUMN "commitment_milestone"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "commitment_milestone"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "commitment_milestone"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "commitment_milestone"."jurisdiction_code" IS 'Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros.';
COMMENT ON COLUMN "commitment_milestone"."commitment_id" IS 'Clave del compromiso. Clave del compromiso de gobierno abierto, la de la Alianza para el Gobierno Abierto donde la hay: `MXROO0003`.';
COMMENT ON COLUMN "commitment_milestone"."milestone_id" IS 'Clave del hito. Clave del hito dentro de su compromiso.';
COMMENT ON COLUMN "commitment_milestone"."milestone_name" IS 'Hito. Qué debe estar hecho.';
COMMENT ON COLUMN "commitment_milestone"."due_on" IS 'Vence el. Fecha comprometida, ISO 8601.';
COMMENT ON COLUMN "commitment_milestone"."done_on" IS 'Cumplido el. Fecha en que se cumplió, ISO 8601; vacía mientras no se cumple.';
COMMENT ON COLUMN "commitment_milestone"."status" IS 'Estado de avance. Estado del compromiso o del hito: sin iniciar, en curso, cumplido, retirado, o desconocido si nadie lo ha dicho.';
COMMENT ON COLUMN "commitment_milestone"."evidence_url" IS 'Dirección de la evidencia. Dirección en la red donde cualquiera puede ver la evidencia.';
COMMENT ON COLUMN "commitment_milestone"."correction_id" IS 'Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual.';
COMMENT ON COLUMN "commitment_milestone"."source_id" IS 'Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia.';
COMMENT ON COLUMN "commitment_milestone"."source_part" IS 'Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes.';
COMMENT ON COLUMN "commitment_milestone"."source_row" IS 'Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez.';

CREATE TABLE "commitment_program" (
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "jurisdiction_code" text NOT NULL CHECK (regexp_full_match("jurisdiction_code", '[0-9]{2}([0-9]{3})?')),
    "commitment_id" text NOT NULL CHECK (regexp_full_match("commitment_id", '[A-Z0-9]+(-[A-Z0-9]+)*')),
    "program_code" text NOT NULL CHECK (regexp_full_match("program_code", '[A-Z][0-9]{3,5}')),
    "program_name" text,
    "evidence" text,
    "correction_id" text,
    "source_id" text NOT NULL,
    "source_part" text,
    "source_row" bigint NOT NULL CHECK ("source_row" >= 1),
    FOREIGN KEY ("source_id") REFERENCES "source_file" ("source_id")
);
COMMENT ON TABLE "commitment_program" IS 'Programas que pagan los compromisos. Cada renglón liga un compromiso con un programa presupuestario que lo paga, en todo o en parte. No tiene importes.';
COMMENT ON COLUMN "commitment_program"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "commitment_program"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "commitment_program"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "commitment_program"."jurisdiction_code" IS 'Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros.';
COMMENT ON COLUMN "commitment_program"."commitment_id" IS 'Clave del compromiso. Clave del compromiso de gobierno abierto, la de la Alianza para el Gobierno Abierto donde la hay: `MXROO0003`.';
COMMENT ON COLUMN "commitment_program"."program_code" IS 'Clave del programa presupuestario. Programa presupuestario: modalidad y número, `P001`; tres dígitos en la Federación, hasta cinco en otros gobiernos. El mismo número en otro ramo es otro programa.';
COMMENT ON COLUMN "commitment_program"."program_name" IS 'Programa presupuestario. Nombre del programa presupuestario, como se publica.';
COMMENT ON COLUMN "commitment_program"."evidence" IS 'Sustento. Documento o lectura en que se apoya el dato. En un total publicado, dónde se declaró si no está en el archivo.';
COMMENT ON COLUMN "commitment_program"."correction_id" IS 'Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual.';
COMMENT ON COLUMN "commitment_program"."source_id" IS 'Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia.';
COMMENT ON COLUMN "commitment_program"."source_part" IS 'Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes.';
COMMENT ON COLUMN "commitment_program"."source_row" IS 'Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez.';

CREATE TABLE "observation" (
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "jurisdiction_code" text NOT NULL CHECK (regexp_full_match("jurisdiction_code", '[0-9]{2}([0-9]{3})?')),
    "observation_id" text NOT NULL CHECK (regexp_full_match("observation_id", '[A-Z0-9]+(-[A-Z0-9]+)*')),
    "figure_id" text NOT NULL,
    "asked_on" text NOT NULL CHECK (regexp_full_match("asked_on", '[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?')),
    "question" text NOT NULL,
    "state" text NOT NULL CHECK ("state" IN ('open', 'answered', 'closed')),
    "answered_on" text CHECK (regexp_full_match("answered_on", '[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?')),
    "answered_by" text,
    "answer" text,
    "days_to_answer" bigint CHECK ("days_to_answer" >= 0),
    "correction_id" text,
    "source_id" text NOT NULL,
    "source_part" text,
    "source_row" bigint NOT NULL CHECK ("source_row" >= 1),
    FOREIGN KEY ("source_id") REFERENCES "source_file" ("source_id")
);
COMMENT ON TABLE "observation" IS 'Observaciones ciudadanas. Cada renglón es una pregunta u observación de la ciudadanía sobre una cifra, por su identificador permanente, y su respuesta. Sin datos personales.';
COMMENT ON COLUMN "observation"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "observation"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "observation"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "observation"."jurisdiction_code" IS 'Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros.';
COMMENT ON COLUMN "observation"."observation_id" IS 'Folio de la observación. Folio de la pregunta u observación.';
COMMENT ON COLUMN "observation"."figure_id" IS 'Identificador de la cifra. Identificador único de la cifra: `tabla/gobierno[/ente]/año/clave[/earmarked|/free]/importe`, por ejemplo `spending_by_function/23/2024/2.5/approved`. No lleva la edición.';
COMMENT ON COLUMN "observation"."asked_on" IS 'Preguntada el. Fecha en que se recibió, ISO 8601.';
COMMENT ON COLUMN "observation"."question" IS 'Pregunta. La pregunta u observación, sin datos personales de quien la hace.';
COMMENT ON COLUMN "observation"."state" IS 'Estado de la observación. Abierta (`open`), respondida (`answered`) o cerrada sin respuesta (`closed`).';
COMMENT ON COLUMN "observation"."answered_on" IS 'Respondida el. Fecha de la respuesta, ISO 8601.';
COMMENT ON COLUMN "observation"."answered_by" IS 'Quién responde. Unidad que responde. Nunca el nombre de una persona.';
COMMENT ON COLUMN "observation"."answer" IS 'Respuesta. La respuesta, completa.';
COMMENT ON COLUMN "observation"."days_to_answer" IS 'Días hasta la respuesta. Días naturales entre la pregunta y la respuesta, contados por erario; vacío mientras no hay respuesta.';
COMMENT ON COLUMN "observation"."correction_id" IS 'Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual.';
COMMENT ON COLUMN "observation"."source_id" IS 'Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia.';
COMMENT ON COLUMN "observation"."source_part" IS 'Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes.';
COMMENT ON COLUMN "observation"."source_row" IS 'Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez.';

CREATE TABLE "population" (
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "jurisdiction_code" text NOT NULL CHECK (regexp_full_match("jurisdiction_code", '[0-9]{2}([0-9]{3})?')),
    "jurisdiction_name" text,
    "year" integer NOT NULL,
    "population" bigint NOT NULL CHECK ("population" >= 0),
    "correction_id" text,
    "source_id" text NOT NULL,
    "source_part" text,
    "source_row" bigint NOT NULL CHECK ("source_row" >= 1),
    FOREIGN KEY ("source_id") REFERENCES "source_file" ("source_id")
);
COMMENT ON TABLE "population" IS 'Población. Cada renglón es la población a mitad de un año de un estado o municipio, según CONAPO. Los años posteriores a la edición son proyecciones.';
COMMENT ON COLUMN "population"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "population"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "population"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "population"."jurisdiction_code" IS 'Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros.';
COMMENT ON COLUMN "population"."jurisdiction_name" IS 'Gobierno. Nombre del gobierno según el INEGI, con sus acentos. El nombre como se publicó queda en el archivo de origen.';
COMMENT ON COLUMN "population"."year" IS 'Año. Año civil.';
COMMENT ON COLUMN "population"."population" IS 'Población. Habitantes a mitad del año, según el CONAPO. Los de los años que siguen a la edición son una proyección.';
COMMENT ON COLUMN "population"."correction_id" IS 'Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual.';
COMMENT ON COLUMN "population"."source_id" IS 'Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia.';
COMMENT ON COLUMN "population"."source_part" IS 'Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes.';
COMMENT ON COLUMN "population"."source_row" IS 'Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez.';

CREATE TABLE "price_index" (
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "index_code" text NOT NULL CHECK (regexp_full_match("index_code", '[A-Z]+')),
    "period" text NOT NULL CHECK (regexp_full_match("period", '[0-9]{4}(-Q[1-4]|-[0-9]{2})?')),
    "index_value" decimal(18,6) NOT NULL,
    "index_base" text,
    "correction_id" text,
    "source_id" text NOT NULL,
    "source_part" text,
    "source_row" bigint NOT NULL CHECK ("source_row" >= 1),
    FOREIGN KEY ("source_id") REFERENCES "source_file" ("source_id")
);
COMMENT ON TABLE "price_index" IS 'Índice de precios. Cada renglón es el valor de un índice de precios en un mes.';
COMMENT ON COLUMN "price_index"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "price_index"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "price_index"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "price_index"."index_code" IS 'Índice. Índice de precios: `INPC`, el Índice Nacional de Precios al Consumidor.';
COMMENT ON COLUMN "price_index"."period" IS 'Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`).';
COMMENT ON COLUMN "price_index"."index_value" IS 'Valor del índice. Valor del índice en el mes.';
COMMENT ON COLUMN "price_index"."index_base" IS 'Base del índice. Periodo en que el índice vale 100.';
COMMENT ON COLUMN "price_index"."correction_id" IS 'Corrección. Corrección declarada que tocó el renglón; vacía si se publicó tal cual.';
COMMENT ON COLUMN "price_index"."source_id" IS 'Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia.';
COMMENT ON COLUMN "price_index"."source_part" IS 'Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes.';
COMMENT ON COLUMN "price_index"."source_row" IS 'Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez.';

CREATE TABLE "crosswalk_function_cofog" (
    "item_code" text NOT NULL,
    "name_es" text,
    "cofog_code" text CHECK (regexp_full_match("cofog_code", '[0-9]{2}(\.[0-9]){0,2}')),
    "confidence" text NOT NULL CHECK ("confidence" IN ('high', 'medium', 'low', 'none')),
    "note" text,
    PRIMARY KEY ("item_code"),
    FOREIGN KEY ("item_code") REFERENCES "code_function" ("item_code"),
    FOREIGN KEY ("cofog_code") REFERENCES "code_cofog" ("item_code")
);
COMMENT ON TABLE "crosswalk_function_cofog" IS 'Equivalencia funcional - COFOG. Cada renglón dice a qué división, grupo o clase de la COFOG equivale una función o subfunción del CONAC, y con qué certeza. Debajo de `medium` no se usa como hecho.';
COMMENT ON COLUMN "crosswalk_function_cofog"."item_code" IS 'Clave. Clave en su clasificador.';
COMMENT ON COLUMN "crosswalk_function_cofog"."name_es" IS 'Nombre en español. Nombre en español.';
COMMENT ON COLUMN "crosswalk_function_cofog"."cofog_code" IS 'Clave COFOG. División, grupo o clase de la COFOG de Naciones Unidas (1999); vacía si no hay ninguna.';
COMMENT ON COLUMN "crosswalk_function_cofog"."confidence" IS 'Certeza. Certeza de la equivalencia. Solo `high` y `medium` se usan como hecho en las tablas.';
COMMENT ON COLUMN "crosswalk_function_cofog"."note" IS 'Nota. Advertencia sobre la entrada.';

CREATE TABLE "crosswalk_object_gfsm" (
    "item_code" text NOT NULL,
    "name_es" text,
    "gfsm_code" text,
    "name_en" text,
    "confidence" text NOT NULL CHECK ("confidence" IN ('high', 'medium', 'low', 'none')),
    "note" text,
    PRIMARY KEY ("item_code"),
    FOREIGN KEY ("item_code") REFERENCES "code_object" ("item_code")
);
COMMENT ON TABLE "crosswalk_object_gfsm" IS 'Equivalencia por objeto - GFSM 2014. Cada renglón dice a qué código del GFSM 2014 equivale un capítulo, concepto o partida del CONAC, y con qué certeza.';
COMMENT ON COLUMN "crosswalk_object_gfsm"."item_code" IS 'Clave. Clave en su clasificador.';
COMMENT ON COLUMN "crosswalk_object_gfsm"."name_es" IS 'Nombre en español. Nombre en español.';
COMMENT ON COLUMN "crosswalk_object_gfsm"."gfsm_code" IS 'Clave GFSM 2014. Código del Manual de Estadísticas de Finanzas Públicas del FMI, 2014.';
COMMENT ON COLUMN "crosswalk_object_gfsm"."name_en" IS 'Nombre en inglés. Nombre en inglés, donde lo hay.';
COMMENT ON COLUMN "crosswalk_object_gfsm"."confidence" IS 'Certeza. Certeza de la equivalencia. Solo `high` y `medium` se usan como hecho en las tablas.';
COMMENT ON COLUMN "crosswalk_object_gfsm"."note" IS 'Nota. Advertencia sobre la entrada.';

CREATE TABLE "conservation" (
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "source_id" text NOT NULL,
    "source_part" text,
    "measure" text NOT NULL,
    "line" text NOT NULL,
    "value" text NOT NULL,
    UNIQUE ("publisher", "dataset", "edition", "source_id", "source_part", "measure", "line"),
    FOREIGN KEY ("source_id") REFERENCES "source_file" ("source_id")
);
COMMENT ON TABLE "conservation" IS 'Conservación del dinero. Para cada parte de la fuente y cada importe, a dónde fue cada peso: suma legible de la fuente = hechos + totales + cifras anteriores + alternas + apartado + rechazado, con las conversiones, redondeos, correcciones y diferencias sin explicar en renglones propios. Los importes están en la unidad de la fuente, como ella los imprime; el renglón «unit» dice cuántos pesos es. La suma de la fuente se hace por separado de la normalización. Lo mismo con la cuenta de registros. No se suman renglones distintos.';
COMMENT ON COLUMN "conservation"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "conservation"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "conservation"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "conservation"."source_id" IS 'Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia.';
COMMENT ON COLUMN "conservation"."source_part" IS 'Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes.';
COMMENT ON COLUMN "conservation"."measure" IS 'Medida. El importe que se concilia (`approved`, `accrued`…) o `records`, la cuenta de registros.';
COMMENT ON COLUMN "conservation"."line" IS 'Concepto de la conciliación. Renglón de la conciliación: la suma legible de la fuente, lo que quedó en hechos, en totales, apartado, y las diferencias por conversión, redondeo, corrección o sin explicación.';
COMMENT ON COLUMN "conservation"."value" IS 'Valor. Importe en la unidad de la fuente, número de pesos de esa unidad, o número de registros, escritos como texto exacto.';

CREATE TABLE "finding" (
    "finding_id" text NOT NULL CHECK (regexp_full_match("finding_id", '[FS][0-9]{3}-[0-9a-f]{12}')),
    "rule_code" text NOT NULL CHECK (regexp_full_match("rule_code", '[FS][0-9]{3}')),
    "severity" text NOT NULL CHECK ("severity" IN ('fatal', 'warning', 'note')),
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "table_name" text CHECK (regexp_full_match("table_name", '[a-z][a-z_]*')),
    "jurisdiction_code" text CHECK (regexp_full_match("jurisdiction_code", '[0-9]{2}([0-9]{3})?')),
    "fiscal_year" integer CHECK ("fiscal_year" BETWEEN 1990 AND 2100),
    "period" text CHECK (regexp_full_match("period", '[0-9]{4}(-Q[1-4]|-[0-9]{2})?')),
    "figure_id" text,
    "source_id" text,
    "source_part" text,
    "source_row" bigint CHECK ("source_row" >= 1),
    "cell" text,
    "field" text,
    "found" text,
    "expected" text,
    "occurrences" bigint NOT NULL CHECK ("occurrences" >= 1),
    "amount_affected" decimal(18,2),
    "message_es" text NOT NULL,
    "message_en" text NOT NULL,
    PRIMARY KEY ("finding_id"),
    FOREIGN KEY ("source_id") REFERENCES "source_file" ("source_id")
);
COMMENT ON TABLE "finding" IS 'Hallazgos. Cada renglón es algo raro en los datos: qué, dónde, qué se esperaba y cuánto dinero toca. El hallazgo no cambia la cifra: la señala. Los importes afectados se traslapan y no se suman.';
COMMENT ON COLUMN "finding"."finding_id" IS 'Identificador del hallazgo. Identificador estable del hallazgo: la regla y una huella de su lugar. El mismo hallazgo conserva el suyo de una publicación a otra.';
COMMENT ON COLUMN "finding"."rule_code" IS 'Clave de la regla. Clave pública de la regla en `schemas/rules.json`: `F004`.';
COMMENT ON COLUMN "finding"."severity" IS 'Gravedad. `fatal`: el conjunto no se publica. `warning`: alguien debe revisarlo. `note`: conviene saberlo.';
COMMENT ON COLUMN "finding"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "finding"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "finding"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "finding"."table_name" IS 'Tabla. Tabla de hechos a la que se refiere.';
COMMENT ON COLUMN "finding"."jurisdiction_code" IS 'Clave INEGI del gobierno. Clave geoestadística del INEGI: `00` la Federación, dos dígitos la entidad federativa (`23` Quintana Roo), cinco el municipio (`23005` Benito Juárez). Es texto: conserva sus ceros.';
COMMENT ON COLUMN "finding"."fiscal_year" IS 'Ejercicio fiscal. Ejercicio fiscal, de enero a diciembre.';
COMMENT ON COLUMN "finding"."period" IS 'Periodo. Periodo que cubren los momentos contables: un año (`2024`), un trimestre (`2024-Q2`) o un mes (`2024-06`).';
COMMENT ON COLUMN "finding"."figure_id" IS 'Identificador de la cifra. Identificador único de la cifra: `tabla/gobierno[/ente]/año/clave[/earmarked|/free]/importe`, por ejemplo `spending_by_function/23/2024/2.5/approved`. No lleva la edición.';
COMMENT ON COLUMN "finding"."source_id" IS 'Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia.';
COMMENT ON COLUMN "finding"."source_part" IS 'Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes.';
COMMENT ON COLUMN "finding"."source_row" IS 'Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez.';
COMMENT ON COLUMN "finding"."cell" IS 'Celda. Celda del libro, como `C14`, donde la hay.';
COMMENT ON COLUMN "finding"."field" IS 'Campo. Campo o encabezado de que se trata; vacío si es el renglón completo.';
COMMENT ON COLUMN "finding"."found" IS 'Encontrado. Lo que dice la fuente, sin tocar.';
COMMENT ON COLUMN "finding"."expected" IS 'Esperado. Lo que la regla esperaba.';
COMMENT ON COLUMN "finding"."occurrences" IS 'Casos. Cuántos casos reúne el hallazgo.';
COMMENT ON COLUMN "finding"."amount_affected" IS 'Importe afectado. Pesos (MXN) corrientes que toca el hallazgo; vacío si no es de dinero.';
COMMENT ON COLUMN "finding"."message_es" IS 'Mensaje en español. El hallazgo en palabras, en español.';
COMMENT ON COLUMN "finding"."message_en" IS 'Mensaje en inglés. El hallazgo en palabras, en inglés.';

CREATE TABLE "set_aside" (
    "publisher" text NOT NULL CHECK (regexp_full_match("publisher", '[a-z0-9]+(-[a-z0-9]+)*')),
    "dataset" text NOT NULL CHECK (regexp_full_match("dataset", '[a-z0-9]+(-[a-z0-9]+)*')),
    "edition" text NOT NULL,
    "source_id" text NOT NULL,
    "source_part" text,
    "source_row" bigint NOT NULL CHECK ("source_row" >= 1),
    "field" text,
    "rule_code" text NOT NULL CHECK (regexp_full_match("rule_code", '[FS][0-9]{3}')),
    "cells" text NOT NULL,
    FOREIGN KEY ("source_id") REFERENCES "source_file" ("source_id")
);
COMMENT ON TABLE "set_aside" IS 'Apartados. Cada renglón es una celda que no es un número, o un registro cuya llave no se puede leer o que está roto. Se conserva tal cual, pero no entra a las tablas de hechos.';
COMMENT ON COLUMN "set_aside"."publisher" IS 'Publicador. Quién publica el archivo de origen, como parte de la dirección del conjunto: `mx-shcp`, `ojos-al-gasto`.';
COMMENT ON COLUMN "set_aside"."dataset" IS 'Conjunto de datos. Conjunto de datos de ese publicador: `pef`, `funcional-estatal`.';
COMMENT ON COLUMN "set_aside"."edition" IS 'Edición. Estado publicado del conjunto de datos: `2016`, `2024-4T`. Una edición posterior puede corregir cifras de años anteriores.';
COMMENT ON COLUMN "set_aside"."source_id" IS 'Fuente. Clave del archivo de origen en la tabla `source_file`, con su URL, fecha, huella y licencia.';
COMMENT ON COLUMN "set_aside"."source_part" IS 'Parte de la fuente. Hoja del libro o archivo dentro del zip; vacía si el archivo no tiene partes.';
COMMENT ON COLUMN "set_aside"."source_row" IS 'Registro de la fuente. Número del registro en la fuente, desde 1 y contando el encabezado. Un registro con saltos de línea cuenta una vez.';
COMMENT ON COLUMN "set_aside"."field" IS 'Campo. Campo o encabezado de que se trata; vacío si es el renglón completo.';
COMMENT ON COLUMN "set_aside"."rule_code" IS 'Clave de la regla. Clave pública de la regla en `schemas/rules.json`: `F004`.';
COMMENT ON COLUMN "set_aside"."cells" IS 'Celdas. Las celdas como se publicaron, sin las columnas rechazadas: un objeto JSON de encabezado a texto, o una lista si el registro está roto.';
