"""erario 0.2.0: un modelo por tabla. / A model for each table.

Escrito por / written by `cargo xtask docs`; cambie / change schemas/fields.json.
Un texto vacío es «no publicado» (None), como en los CSV. / An empty text is "not published" (None), as in the CSV files.

    with open("csv/commitment.csv", newline="", encoding="utf-8") as file:
        rows = [Commitment.model_validate(row) for row in csv.DictReader(file)]
"""

from decimal import Decimal
from typing import Annotated, Any, Literal, Optional

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

VERSION = "0.2.0"

Money = Annotated[Decimal, Field(max_digits=18, decimal_places=2)]
Number = Annotated[Decimal, Field(max_digits=18, decimal_places=6)]


class Row(BaseModel):
    """Un renglón de una tabla. / A row of a table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _empty_is_none(cls, row: Any) -> Any:
        return {name: None if cell == "" else cell for name, cell in row.items()} if isinstance(row, dict) else row


class BudgetLine(Row):
    """Claves presupuestarias. Cada renglón es una clave presupuestaria de una cuenta. Los renglones de una misma cuenta (`account`) se suman: nunca hay totales entre ellos. No se suman cuentas distintas, ni importes brutos con netos, ni momentos contables entre sí (aprobado más devengado no significa nada). Lo bruto incluye las transferencias entre partes del mismo gobierno."""

    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    government_level: Literal["federal", "state", "municipal"]
    jurisdiction_code: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2}([0-9]{3})?)$")]
    jurisdiction_name: str
    coverage: Literal["government", "entity"]
    entity_code: Optional[str] = None
    entity_name: Optional[str] = None
    fiscal_year: Annotated[int, Field(ge=1990, le=2100)]
    period: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}(-Q[1-4]|-[0-9]{2})?)$")]
    is_cumulative: bool
    account_status: Literal["proposed", "approved", "partial", "preliminary", "final"]
    account: Literal["proposal", "decree", "in_year", "final"]
    amount_basis: Optional[Literal["gross", "net"]] = None
    ramo_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2})$")]] = None
    ramo_name: Optional[str] = None
    unit_code: Optional[str] = None
    unit_name: Optional[str] = None
    purpose_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[1-4])$")]] = None
    purpose_name: Optional[str] = None
    function_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[1-4]\.[1-9])$")]] = None
    function_name: Optional[str] = None
    subfunction_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[1-4]\.[1-9]\.[0-9]{1,2})$")]] = None
    subfunction_name: Optional[str] = None
    reallocation_code: Optional[str] = None
    reallocation_name: Optional[str] = None
    activity_code: Optional[str] = None
    activity_name: Optional[str] = None
    modality_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[A-Z])$")]] = None
    modality_name: Optional[str] = None
    program_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[A-Z][0-9]{3,5})$")]] = None
    program_name: Optional[str] = None
    object_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[1-9][0-9]{2,4})$")]] = None
    object_name: Optional[str] = None
    object_chapter_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[1-9]000)$")]] = None
    object_concept_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[1-9][1-9]00)$")]] = None
    spending_type_code: Optional[str] = None
    spending_type_name: Optional[str] = None
    funding_source_code: Optional[str] = None
    funding_source_name: Optional[str] = None
    state_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2})$")]] = None
    state_name: Optional[str] = None
    location_kind: Optional[Literal["state", "national", "abroad", "not_distributable"]] = None
    investment_key: Optional[str] = None
    approved: Optional[Money] = None
    extensions_reductions: Optional[Money] = None
    modified: Optional[Money] = None
    committed: Optional[Money] = None
    accrued: Optional[Money] = None
    exercised: Optional[Money] = None
    paid: Optional[Money] = None
    under_spending: Optional[Money] = None
    trust: Literal["ok", "doubtful"]
    doubtful_amounts: Optional[str] = None
    doubt: Optional[str] = None
    correction_id: Optional[str] = None
    source_id: str
    source_part: Optional[str] = None
    source_row: Annotated[int, Field(ge=1)]


class SpendingByFunction(Row):
    """Gasto por función. Cada renglón es una función de la Clasificación Funcional del Gasto del CONAC, de un gobierno y un año. Los renglones de un gobierno y un año se suman. Es el mismo dinero que en las tablas por objeto, unidad y programa: no se suma con ellas. `government` y `entity` no se suman entre sí, ni los momentos contables. Un total que la fuente no desglosa es él mismo el renglón, con la clave de abajo vacía. Los totales impresos están en `published_total`."""

    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    government_level: Literal["federal", "state", "municipal"]
    jurisdiction_code: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2}([0-9]{3})?)$")]
    jurisdiction_name: str
    coverage: Literal["government", "entity"]
    entity_code: Optional[str] = None
    entity_name: Optional[str] = None
    fiscal_year: Annotated[int, Field(ge=1990, le=2100)]
    period: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}(-Q[1-4]|-[0-9]{2})?)$")]
    is_cumulative: bool
    account_status: Literal["proposed", "approved", "partial", "preliminary", "final"]
    purpose_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[1-4])$")]] = None
    purpose_name: Optional[str] = None
    function_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[1-4]\.[1-9])$")]] = None
    function_name: Optional[str] = None
    is_earmarked: Optional[bool] = None
    cofog_division_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:(0[1-9]|10))$")]] = None
    cofog_confidence: Optional[Literal["high", "medium", "low", "none"]] = None
    approved: Optional[Money] = None
    extensions_reductions: Optional[Money] = None
    modified: Optional[Money] = None
    committed: Optional[Money] = None
    accrued: Optional[Money] = None
    exercised: Optional[Money] = None
    paid: Optional[Money] = None
    under_spending: Optional[Money] = None
    trust: Literal["ok", "doubtful"]
    doubtful_amounts: Optional[str] = None
    doubt: Optional[str] = None
    correction_id: Optional[str] = None
    source_id: str
    source_part: Optional[str] = None
    source_row: Annotated[int, Field(ge=1)]


class SpendingByObject(Row):
    """Gasto por objeto. Cada renglón es un concepto del Clasificador por Objeto del Gasto del CONAC, de un gobierno y un año: en qué se gasta. Los renglones de un gobierno y un año se suman. Es el mismo dinero que en las tablas por función, unidad y programa: no se suma con ellas. Un total que la fuente no desglosa es él mismo el renglón, con la clave de abajo vacía. Los totales impresos están en `published_total`."""

    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    government_level: Literal["federal", "state", "municipal"]
    jurisdiction_code: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2}([0-9]{3})?)$")]
    jurisdiction_name: str
    coverage: Literal["government", "entity"]
    entity_code: Optional[str] = None
    entity_name: Optional[str] = None
    fiscal_year: Annotated[int, Field(ge=1990, le=2100)]
    period: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}(-Q[1-4]|-[0-9]{2})?)$")]
    is_cumulative: bool
    account_status: Literal["proposed", "approved", "partial", "preliminary", "final"]
    object_chapter_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[1-9]000)$")]] = None
    object_chapter_name: Optional[str] = None
    object_concept_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[1-9][1-9]00)$")]] = None
    object_concept_name: Optional[str] = None
    is_earmarked: Optional[bool] = None
    approved: Optional[Money] = None
    extensions_reductions: Optional[Money] = None
    modified: Optional[Money] = None
    committed: Optional[Money] = None
    accrued: Optional[Money] = None
    exercised: Optional[Money] = None
    paid: Optional[Money] = None
    under_spending: Optional[Money] = None
    trust: Literal["ok", "doubtful"]
    doubtful_amounts: Optional[str] = None
    doubt: Optional[str] = None
    correction_id: Optional[str] = None
    source_id: str
    source_part: Optional[str] = None
    source_row: Annotated[int, Field(ge=1)]


class SpendingByUnit(Row):
    """Gasto por unidad administrativa. Cada renglón es una unidad administrativa: una dependencia, un poder, un órgano autónomo, una entidad. Los renglones de un gobierno y un año se suman. Las claves se repiten para unidades distintas, por eso la llave lleva el nombre. Las claves cambian de un año a otro: para seguir a una unidad use su nombre, con cuidado. Es el mismo dinero que en las tablas por función, objeto y programa: no se suma con ellas. Un total que la fuente no desglosa es él mismo el renglón, con la clave de abajo vacía. Los totales impresos están en `published_total`."""

    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    government_level: Literal["federal", "state", "municipal"]
    jurisdiction_code: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2}([0-9]{3})?)$")]
    jurisdiction_name: str
    coverage: Literal["government", "entity"]
    entity_code: Optional[str] = None
    entity_name: Optional[str] = None
    fiscal_year: Annotated[int, Field(ge=1990, le=2100)]
    period: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}(-Q[1-4]|-[0-9]{2})?)$")]
    is_cumulative: bool
    account_status: Literal["proposed", "approved", "partial", "preliminary", "final"]
    unit_code: Optional[str] = None
    unit_name: Optional[str] = None
    is_earmarked: Optional[bool] = None
    approved: Optional[Money] = None
    extensions_reductions: Optional[Money] = None
    modified: Optional[Money] = None
    committed: Optional[Money] = None
    accrued: Optional[Money] = None
    exercised: Optional[Money] = None
    paid: Optional[Money] = None
    under_spending: Optional[Money] = None
    trust: Literal["ok", "doubtful"]
    doubtful_amounts: Optional[str] = None
    doubt: Optional[str] = None
    correction_id: Optional[str] = None
    source_id: str
    source_part: Optional[str] = None
    source_row: Annotated[int, Field(ge=1)]


class SpendingByType(Row):
    """Gasto por tipo. Cada renglón es un tipo de gasto de la clasificación económica del CONAC: corriente, de capital, amortización de la deuda, pensiones y jubilaciones, participaciones. Los renglones de un gobierno o ente y un periodo se suman. Es el mismo dinero que en las tablas por función, objeto, unidad y programa: no se suma con ellas. Los totales impresos están en `published_total`."""

    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    government_level: Literal["federal", "state", "municipal"]
    jurisdiction_code: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2}([0-9]{3})?)$")]
    jurisdiction_name: str
    coverage: Literal["government", "entity"]
    entity_code: Optional[str] = None
    entity_name: Optional[str] = None
    fiscal_year: Annotated[int, Field(ge=1990, le=2100)]
    period: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}(-Q[1-4]|-[0-9]{2})?)$")]
    is_cumulative: bool
    account_status: Literal["proposed", "approved", "partial", "preliminary", "final"]
    spending_type_code: Optional[str] = None
    spending_type_name: Optional[str] = None
    approved: Optional[Money] = None
    extensions_reductions: Optional[Money] = None
    modified: Optional[Money] = None
    committed: Optional[Money] = None
    accrued: Optional[Money] = None
    exercised: Optional[Money] = None
    paid: Optional[Money] = None
    under_spending: Optional[Money] = None
    trust: Literal["ok", "doubtful"]
    doubtful_amounts: Optional[str] = None
    doubt: Optional[str] = None
    correction_id: Optional[str] = None
    source_id: str
    source_part: Optional[str] = None
    source_row: Annotated[int, Field(ge=1)]


class SpendingByStaff(Row):
    """Gasto en personal por categoría. Cada renglón es una categoría de personal del formato 6d de la LDF: administrativo y de servicio público, magisterio, servicios de salud, seguridad pública, leyes federales nuevas, sentencias laborales. Los renglones de un gobierno o ente y un periodo se suman. Es el mismo dinero que el capítulo `1000` de `spending_by_object`: no se suma con él. Los totales impresos están en `published_total`."""

    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    government_level: Literal["federal", "state", "municipal"]
    jurisdiction_code: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2}([0-9]{3})?)$")]
    jurisdiction_name: str
    coverage: Literal["government", "entity"]
    entity_code: Optional[str] = None
    entity_name: Optional[str] = None
    fiscal_year: Annotated[int, Field(ge=1990, le=2100)]
    period: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}(-Q[1-4]|-[0-9]{2})?)$")]
    is_cumulative: bool
    account_status: Literal["proposed", "approved", "partial", "preliminary", "final"]
    staff_code: Optional[str] = None
    staff_name: Optional[str] = None
    is_earmarked: Optional[bool] = None
    approved: Optional[Money] = None
    extensions_reductions: Optional[Money] = None
    modified: Optional[Money] = None
    committed: Optional[Money] = None
    accrued: Optional[Money] = None
    exercised: Optional[Money] = None
    paid: Optional[Money] = None
    under_spending: Optional[Money] = None
    trust: Literal["ok", "doubtful"]
    doubtful_amounts: Optional[str] = None
    doubt: Optional[str] = None
    correction_id: Optional[str] = None
    source_id: str
    source_part: Optional[str] = None
    source_row: Annotated[int, Field(ge=1)]


class SpendingByProgram(Row):
    """Gasto por programa presupuestario. Cada renglón es un programa presupuestario de un ramo o ente, o una categoría (modalidad) donde la fuente no llega a los programas: para qué se gasta. Los renglones de un gobierno y un año se suman. Es el mismo dinero que en las tablas por función, objeto y unidad: no se suma con ellas. La clave de un programa solo es única dentro de su ramo. Un total que la fuente no desglosa es él mismo el renglón, con la clave de abajo vacía. En el archivo federal por programa no están todos los entes: sin Pemex, CFE, IMSS ni ISSSTE, suma menos que el presupuesto neto. Los totales impresos están en `published_total`."""

    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    government_level: Literal["federal", "state", "municipal"]
    jurisdiction_code: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2}([0-9]{3})?)$")]
    jurisdiction_name: str
    coverage: Literal["government", "entity"]
    entity_code: Optional[str] = None
    entity_name: Optional[str] = None
    fiscal_year: Annotated[int, Field(ge=1990, le=2100)]
    period: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}(-Q[1-4]|-[0-9]{2})?)$")]
    is_cumulative: bool
    account_status: Literal["proposed", "approved", "partial", "preliminary", "final"]
    branch_name: Optional[str] = None
    ramo_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2})$")]] = None
    ramo_name: Optional[str] = None
    modality_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[A-Z])$")]] = None
    modality_name: Optional[str] = None
    program_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[A-Z][0-9]{3,5})$")]] = None
    program_name: Optional[str] = None
    approved: Optional[Money] = None
    extensions_reductions: Optional[Money] = None
    modified: Optional[Money] = None
    committed: Optional[Money] = None
    accrued: Optional[Money] = None
    exercised: Optional[Money] = None
    paid: Optional[Money] = None
    under_spending: Optional[Money] = None
    trust: Literal["ok", "doubtful"]
    doubtful_amounts: Optional[str] = None
    doubt: Optional[str] = None
    correction_id: Optional[str] = None
    source_id: str
    source_part: Optional[str] = None
    source_row: Annotated[int, Field(ge=1)]


class RevenueBySource(Row):
    """Ingresos por fuente. Cada renglón es un rubro o concepto de ingreso, de un gobierno y un año. Los renglones de un gobierno, un año y una clasificación (`revenue_scheme`) se suman; dos clasificaciones del mismo gobierno son el mismo dinero y no se suman. Incluye los ingresos derivados de financiamientos (deuda), que conviene separar al comparar. Un total que la fuente no desglosa es él mismo el renglón, con la clave de abajo vacía. Los totales impresos están en `published_total`."""

    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    government_level: Literal["federal", "state", "municipal"]
    jurisdiction_code: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2}([0-9]{3})?)$")]
    jurisdiction_name: str
    coverage: Literal["government", "entity"]
    entity_code: Optional[str] = None
    entity_name: Optional[str] = None
    fiscal_year: Annotated[int, Field(ge=1990, le=2100)]
    period: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}(-Q[1-4]|-[0-9]{2})?)$")]
    is_cumulative: bool
    account_status: Literal["proposed", "approved", "partial", "preliminary", "final"]
    revenue_scheme: Literal["ldf5", "cri"]
    revenue_code: Optional[str] = None
    revenue_name: Optional[str] = None
    is_earmarked: Optional[bool] = None
    estimated: Optional[Money] = None
    extensions_reductions: Optional[Money] = None
    modified: Optional[Money] = None
    accrued: Optional[Money] = None
    collected: Optional[Money] = None
    trust: Literal["ok", "doubtful"]
    doubtful_amounts: Optional[str] = None
    doubt: Optional[str] = None
    correction_id: Optional[str] = None
    source_id: str
    source_part: Optional[str] = None
    source_row: Annotated[int, Field(ge=1)]


class Indicator(Row):
    """Indicadores para resultados. Cada renglón es un indicador de un programa en un corte del año: qué se propuso y qué se alcanzó hasta esa fecha. Aquí están todos los cortes publicados, no solo el último. Metas y resultados no se suman."""

    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    government_level: Literal["federal", "state", "municipal"]
    jurisdiction_code: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2}([0-9]{3})?)$")]
    jurisdiction_name: str
    coverage: Literal["government", "entity"]
    entity_code: Optional[str] = None
    entity_name: Optional[str] = None
    fiscal_year: Annotated[int, Field(ge=1990, le=2100)]
    period: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}(-Q[1-4]|-[0-9]{2})?)$")]
    is_cumulative: bool
    account_status: Literal["proposed", "approved", "partial", "preliminary", "final"]
    program_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[A-Z][0-9]{3,5})$")]] = None
    program_name: Optional[str] = None
    indicator_code: Optional[str] = None
    indicator_name: Optional[str] = None
    indicator_level: Optional[str] = None
    dimension: Optional[str] = None
    frequency: Optional[str] = None
    unit: Optional[str] = None
    formula: Optional[str] = None
    target: Optional[Number] = None
    target_modified: Optional[Number] = None
    result: Optional[Number] = None
    achieved_pct: Optional[Number] = None
    traffic_light: Optional[Literal["green", "yellow", "red"]] = None
    trust: Literal["ok", "doubtful"]
    doubtful_amounts: Optional[str] = None
    doubt: Optional[str] = None
    correction_id: Optional[str] = None
    source_id: str
    source_part: Optional[str] = None
    source_row: Annotated[int, Field(ge=1)]


class Transfer(Row):
    """Transferencias federales. Cada renglón es un fondo, quien lo paga, quien lo recibe y un periodo. `jurisdiction_code` es quien recibe; `00` es lo que la fuente no distribuye por estado, no la suma de los estados. Los meses son flujos y se suman; el total de un fondo que la fuente también desglosa está en `published_total`. Lo asignado en el decreto (`account` = `decree`) y lo pagado en el año (`in_year`) son cuentas distintas y no se suman. El mismo dinero aparece en el presupuesto federal (`budget_line`, ramos 23, 28 y 33) y en los ingresos de quien lo recibe: no se suma con ellos. Desde septiembre de 2014 la SHCP imprime en el total del Ramo 28 participaciones que no desglosa en ningún fondo: los fondos suman menos que el total, que está en `published_total`. Un año puede tener menos de doce meses."""

    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    government_level: Literal["federal", "state", "municipal"]
    jurisdiction_code: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2}([0-9]{3})?)$")]
    jurisdiction_name: str
    coverage: Literal["government", "entity"]
    entity_code: Optional[str] = None
    entity_name: Optional[str] = None
    fiscal_year: Annotated[int, Field(ge=1990, le=2100)]
    period: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}(-Q[1-4]|-[0-9]{2})?)$")]
    is_cumulative: bool
    account_status: Literal["proposed", "approved", "partial", "preliminary", "final"]
    account: Literal["proposal", "decree", "in_year", "final"]
    payer_code: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2})$")]
    fund_code: Annotated[str, StringConstraints(pattern=r"^(?:[0-9A-Z]+(-[A-Z][0-9]{3})?)$")]
    fund_name: Optional[str] = None
    fund_group: Optional[Literal["participaciones", "aportaciones", "convenios", "subsidios", "proteccion_social_salud"]] = None
    series_key: Optional[str] = None
    project_key: Optional[str] = None
    project_name: Optional[str] = None
    approved: Optional[Money] = None
    extensions_reductions: Optional[Money] = None
    modified: Optional[Money] = None
    committed: Optional[Money] = None
    accrued: Optional[Money] = None
    exercised: Optional[Money] = None
    paid: Optional[Money] = None
    under_spending: Optional[Money] = None
    trust: Literal["ok", "doubtful"]
    doubtful_amounts: Optional[str] = None
    doubt: Optional[str] = None
    correction_id: Optional[str] = None
    source_id: str
    source_part: Optional[str] = None
    source_row: Annotated[int, Field(ge=1)]


class FundExecution(Row):
    """Ejercicio de los fondos federales. Cada renglón es lo que un gobierno hizo con un fondo federal, por programa y partida, según el Sistema de Recursos Federales Transferidos. Los trimestres son acumulados. Es el mismo dinero que `transfer`, de salida: no se suma con él. Un informe trae dinero de varios años: `resource_year` dice de cuál, y `fiscal_year` en cuál se informa. La clave del fondo es aquí la del programa presupuestario (`33-I003`), no la de la serie de `transfer` (`33A`). Los totales por programa están en `published_total`."""

    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    government_level: Literal["federal", "state", "municipal"]
    jurisdiction_code: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2}([0-9]{3})?)$")]
    jurisdiction_name: str
    coverage: Literal["government", "entity"]
    entity_code: Optional[str] = None
    entity_name: Optional[str] = None
    fiscal_year: Annotated[int, Field(ge=1990, le=2100)]
    period: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}(-Q[1-4]|-[0-9]{2})?)$")]
    is_cumulative: bool
    account_status: Literal["proposed", "approved", "partial", "preliminary", "final"]
    resource_year: Optional[int] = None
    ramo_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2})$")]] = None
    ramo_name: Optional[str] = None
    fund_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[0-9A-Z]+(-[A-Z][0-9]{3})?)$")]] = None
    fund_name: Optional[str] = None
    agreement_name: Optional[str] = None
    program_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[A-Z][0-9]{3,5})$")]] = None
    unit_name: Optional[str] = None
    object_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[1-9][0-9]{2,4})$")]] = None
    object_name: Optional[str] = None
    spending_type_code: Optional[str] = None
    spending_type_name: Optional[str] = None
    municipality_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{5})$")]] = None
    approved: Optional[Money] = None
    modified: Optional[Money] = None
    ministered: Optional[Money] = None
    committed: Optional[Money] = None
    accrued: Optional[Money] = None
    exercised: Optional[Money] = None
    paid: Optional[Money] = None
    trust: Literal["ok", "doubtful"]
    doubtful_amounts: Optional[str] = None
    doubt: Optional[str] = None
    correction_id: Optional[str] = None
    source_id: str
    source_part: Optional[str] = None
    source_row: Annotated[int, Field(ge=1)]


class PublicWork(Row):
    """Obra pública. Cada renglón es una obra o proyecto de inversión en un ciclo. `fiscal_year` es el ciclo que dice el renglón, no el año del archivo, y está vacío donde la fuente no lo dice y donde los importes son los de todos los años de una obra terminada (`ANIO` dice `TOTAL`): estos no se suman con los de un ciclo. Los importes de un ciclo se suman; `total_cost` es el de toda la vida de la obra y no se suma con ellos. Es dinero que también está en `budget_line`. No hay datos de personas."""

    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    government_level: Literal["federal", "state", "municipal"]
    jurisdiction_code: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2}([0-9]{3})?)$")]
    jurisdiction_name: str
    coverage: Literal["government", "entity"]
    entity_code: Optional[str] = None
    entity_name: Optional[str] = None
    fiscal_year: Optional[Annotated[int, Field(ge=1990, le=2100)]] = None
    period: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}(-Q[1-4]|-[0-9]{2})?)$")]] = None
    is_cumulative: bool
    account_status: Literal["proposed", "approved", "partial", "preliminary", "final"]
    work_key: str
    work_name: Optional[str] = None
    ramo_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2})$")]] = None
    ramo_name: Optional[str] = None
    unit_code: Optional[str] = None
    unit_name: Optional[str] = None
    state_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2})$")]] = None
    state_name: Optional[str] = None
    municipality_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{5})$")]] = None
    location_kind: Optional[Literal["state", "national", "abroad", "not_distributable"]] = None
    latitude: Optional[Annotated[Number, Field(ge=14, le=33)]] = None
    longitude: Optional[Annotated[Number, Field(ge=-119, le=-86)]] = None
    starts_on: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)$")]] = None
    ends_on: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)$")]] = None
    physical_progress_pct: Optional[Number] = None
    approved: Optional[Money] = None
    modified: Optional[Money] = None
    exercised: Optional[Money] = None
    total_cost: Optional[Money] = None
    trust: Literal["ok", "doubtful"]
    doubtful_amounts: Optional[str] = None
    doubt: Optional[str] = None
    correction_id: Optional[str] = None
    source_id: str
    source_part: Optional[str] = None
    source_row: Annotated[int, Field(ge=1)]


class FinanceStatistic(Row):
    """Estadística de finanzas públicas. Cada renglón es una categoría de la Estadística de Finanzas Públicas Estatales y Municipales de INEGI (EFIPEM), en un gobierno y un año. Los renglones de un gobierno, año y flujo se suman: los totales impresos están en `published_total`. La clasificación no tiene claves: la jerarquía se dice por descripciones. Es otra medición de las mismas finanzas que las cuentas públicas: no se suma con ellas."""

    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    government_level: Literal["federal", "state", "municipal"]
    jurisdiction_code: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2}([0-9]{3})?)$")]
    jurisdiction_name: str
    coverage: Literal["government", "entity"]
    entity_code: Optional[str] = None
    entity_name: Optional[str] = None
    fiscal_year: Annotated[int, Field(ge=1990, le=2100)]
    period: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}(-Q[1-4]|-[0-9]{2})?)$")]
    is_cumulative: bool
    account_status: Literal["proposed", "approved", "partial", "preliminary", "final"]
    flow: Literal["revenue", "spending"]
    chapter_name: Optional[str] = None
    concept_name: Optional[str] = None
    item_name: Optional[str] = None
    subitem_name: Optional[str] = None
    accrued: Optional[Money] = None
    exercised: Optional[Money] = None
    paid: Optional[Money] = None
    collected: Optional[Money] = None
    trust: Literal["ok", "doubtful"]
    doubtful_amounts: Optional[str] = None
    doubt: Optional[str] = None
    correction_id: Optional[str] = None
    source_id: str
    source_part: Optional[str] = None
    source_row: Annotated[int, Field(ge=1)]


class AnnexLine(Row):
    """Anexos transversales. Cada renglón es lo que el presupuesto federal declara de una clave presupuestaria en un anexo transversal (igualdad, cambio climático, pueblos indígenas, niñez). Un mismo peso puede estar en varios anexos, y todos están ya en `budget_line`: los anexos no se suman entre sí ni con él."""

    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    government_level: Literal["federal", "state", "municipal"]
    jurisdiction_code: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2}([0-9]{3})?)$")]
    jurisdiction_name: str
    coverage: Literal["government", "entity"]
    entity_code: Optional[str] = None
    entity_name: Optional[str] = None
    fiscal_year: Annotated[int, Field(ge=1990, le=2100)]
    period: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}(-Q[1-4]|-[0-9]{2})?)$")]
    is_cumulative: bool
    account_status: Literal["proposed", "approved", "partial", "preliminary", "final"]
    account: Literal["proposal", "decree", "in_year", "final"]
    annex_code: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{1,2})$")]
    annex_name: Optional[str] = None
    ramo_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2})$")]] = None
    ramo_name: Optional[str] = None
    unit_code: Optional[str] = None
    unit_name: Optional[str] = None
    purpose_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[1-4])$")]] = None
    function_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[1-4]\.[1-9])$")]] = None
    subfunction_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[1-4]\.[1-9]\.[0-9]{1,2})$")]] = None
    activity_code: Optional[str] = None
    modality_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[A-Z])$")]] = None
    program_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[A-Z][0-9]{3,5})$")]] = None
    program_name: Optional[str] = None
    object_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[1-9][0-9]{2,4})$")]] = None
    object_chapter_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[1-9]000)$")]] = None
    object_concept_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[1-9][1-9]00)$")]] = None
    spending_type_code: Optional[str] = None
    funding_source_code: Optional[str] = None
    state_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2})$")]] = None
    location_kind: Optional[Literal["state", "national", "abroad", "not_distributable"]] = None
    investment_key: Optional[str] = None
    approved: Optional[Money] = None
    modified: Optional[Money] = None
    accrued: Optional[Money] = None
    exercised: Optional[Money] = None
    paid: Optional[Money] = None
    trust: Literal["ok", "doubtful"]
    doubtful_amounts: Optional[str] = None
    doubt: Optional[str] = None
    correction_id: Optional[str] = None
    source_id: str
    source_part: Optional[str] = None
    source_row: Annotated[int, Field(ge=1)]


class ThemeSpending(Row):
    """Gasto por tema. Cada renglón es el gasto de un tema (educación, medio ambiente o género) según un método, de un gobierno y un año. Sale de las tablas de hechos: no se suma con ellas. Los temas se traslapan y los métodos miden cosas distintas: no se suman entre sí; tampoco las cuentas federales (`account`). El renglón hereda la duda de cada importe que lo forma. Los importes reales son en pesos de `price_base_year`; los importes por habitante, en pesos corrientes. Lo que un método no revisó no es cero: no tiene renglón, o está en un método que termina en `_unscreened`."""

    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    government_level: Literal["federal", "state", "municipal"]
    jurisdiction_code: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2}([0-9]{3})?)$")]
    jurisdiction_name: str
    coverage: Literal["government", "entity"]
    entity_code: Optional[str] = None
    entity_name: Optional[str] = None
    fiscal_year: Annotated[int, Field(ge=1990, le=2100)]
    period: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}(-Q[1-4]|-[0-9]{2})?)$")]
    is_cumulative: bool
    account_status: Literal["proposed", "approved", "partial", "preliminary", "final"]
    theme: Literal["education", "environment", "gender"]
    scheme: Annotated[str, StringConstraints(pattern=r"^(?:[a-z]+(_[a-z0-9]+)*)$")]
    rule_id: Annotated[str, StringConstraints(pattern=r"^(?:[a-z]+(-[a-z]+)*-[0-9]+)$")]
    account: Optional[Literal["proposal", "decree", "in_year", "final"]] = None
    approved: Optional[Money] = None
    extensions_reductions: Optional[Money] = None
    modified: Optional[Money] = None
    committed: Optional[Money] = None
    accrued: Optional[Money] = None
    exercised: Optional[Money] = None
    paid: Optional[Money] = None
    under_spending: Optional[Money] = None
    approved_real: Optional[Money] = None
    accrued_real: Optional[Money] = None
    price_base_year: Optional[Annotated[int, Field(ge=1969, le=2100)]] = None
    approved_per_capita: Optional[Money] = None
    accrued_per_capita: Optional[Money] = None
    population: Optional[Annotated[int, Field(ge=0)]] = None
    trust: Literal["ok", "doubtful"]
    doubtful_amounts: Optional[str] = None
    doubt: Optional[str] = None


class ThemeLine(Row):
    """Cifras de cada tema. Cada renglón dice qué cifra cuenta para qué tema, con qué método, en qué proporción y con qué sustento. Sirve para reconstruir `theme_spending`; no tiene importes que sumar. Las claves de `budget_line` no tienen identificador y no están: las dice la regla."""

    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    jurisdiction_code: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2}([0-9]{3})?)$")]
    fiscal_year: Annotated[int, Field(ge=1990, le=2100)]
    theme: Literal["education", "environment", "gender"]
    scheme: Annotated[str, StringConstraints(pattern=r"^(?:[a-z]+(_[a-z0-9]+)*)$")]
    figure_id: str
    share: Annotated[Number, Field(ge=0, le=1)]
    rule_id: Annotated[str, StringConstraints(pattern=r"^(?:[a-z]+(-[a-z]+)*-[0-9]+)$")]
    evidence: str


class PublishedTotal(Row):
    """Totales publicados. Cada renglón es un total que la fuente imprimió, o que el publicador declaró en otro documento (véase `evidence`). Sirve para comprobar las sumas. No se suma: ya contiene los renglones de las tablas de hechos y totales de otros niveles."""

    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    government_level: Literal["federal", "state", "municipal"]
    jurisdiction_code: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2}([0-9]{3})?)$")]
    jurisdiction_name: str
    coverage: Literal["government", "entity"]
    entity_code: Optional[str] = None
    entity_name: Optional[str] = None
    fiscal_year: Annotated[int, Field(ge=1990, le=2100)]
    period: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}(-Q[1-4]|-[0-9]{2})?)$")]
    is_cumulative: bool
    account_status: Literal["proposed", "approved", "partial", "preliminary", "final"]
    classification: str
    level: Annotated[int, Field(ge=0)]
    code: Optional[str] = None
    name: Optional[str] = None
    approved: Optional[Money] = None
    estimated: Optional[Money] = None
    extensions_reductions: Optional[Money] = None
    modified: Optional[Money] = None
    ministered: Optional[Money] = None
    committed: Optional[Money] = None
    accrued: Optional[Money] = None
    exercised: Optional[Money] = None
    paid: Optional[Money] = None
    collected: Optional[Money] = None
    under_spending: Optional[Money] = None
    correction_id: Optional[str] = None
    source_id: Optional[str] = None
    source_part: Optional[str] = None
    source_row: Optional[Annotated[int, Field(ge=1)]] = None
    evidence: Optional[str] = None


class Vintage(Row):
    """Cifras anteriores. Cada renglón es una cifra como la dio un corte anterior del mismo año, una edición anterior o un archivo anterior de la misma edición, junto a la vigente. Muestra lo que se corrigió sin aviso. Es larga a propósito y no es una tabla de hechos: no se suma. Cada renglón lleva la cifra y el importe que publicó su fuente. `fact_amount` es el hecho con la misma clave; si los hechos distinguen lo etiquetado y el renglón no, es la suma de ambos. Está vacío, y también `difference`, si ningún hecho dice lo mismo, si una parte de la suma no se pudo leer, si varios renglones comparten la cifra o si el renglón es una mitad (`/earmarked`, `/free`) de lo que el hecho da junto. Las claves presupuestarias de `budget_line` no tienen cifra propia: la cuenta entera es una, con un renglón por importe."""

    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    government_level: Literal["federal", "state", "municipal"]
    jurisdiction_code: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2}([0-9]{3})?)$")]
    jurisdiction_name: str
    coverage: Literal["government", "entity"]
    entity_code: Optional[str] = None
    entity_name: Optional[str] = None
    fiscal_year: Annotated[int, Field(ge=1990, le=2100)]
    period: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}(-Q[1-4]|-[0-9]{2})?)$")]
    is_cumulative: bool
    account_status: Literal["proposed", "approved", "partial", "preliminary", "final"]
    table_name: Annotated[str, StringConstraints(pattern=r"^(?:[a-z][a-z_]*)$")]
    figure_id: str
    phase: str
    amount: Optional[Money] = None
    fact_amount: Optional[Money] = None
    difference: Optional[Money] = None
    source_id: str
    source_part: Optional[str] = None
    source_row: Annotated[int, Field(ge=1)]


class Alternate(Row):
    """Cifras de otra fuente. Una cifra como la publicó, en el mismo corte, otro conjunto de datos que el del hecho. Sirve para comparar; no se suma a los hechos. Cada renglón lleva la cifra y el importe que publicó su fuente. `fact_amount` es el hecho con la misma clave; si los hechos distinguen lo etiquetado y el renglón no, es la suma de ambos. Está vacío, y también `difference`, si ningún hecho dice lo mismo, si una parte de la suma no se pudo leer, si varios renglones comparten la cifra o si el renglón es una mitad (`/earmarked`, `/free`) de lo que el hecho da junto. Las claves presupuestarias de `budget_line` no tienen cifra propia: la cuenta entera es una, con un renglón por importe."""

    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    government_level: Literal["federal", "state", "municipal"]
    jurisdiction_code: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2}([0-9]{3})?)$")]
    jurisdiction_name: str
    coverage: Literal["government", "entity"]
    entity_code: Optional[str] = None
    entity_name: Optional[str] = None
    fiscal_year: Annotated[int, Field(ge=1990, le=2100)]
    period: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}(-Q[1-4]|-[0-9]{2})?)$")]
    is_cumulative: bool
    account_status: Literal["proposed", "approved", "partial", "preliminary", "final"]
    table_name: Annotated[str, StringConstraints(pattern=r"^(?:[a-z][a-z_]*)$")]
    figure_id: str
    phase: str
    amount: Optional[Money] = None
    fact_amount: Optional[Money] = None
    difference: Optional[Money] = None
    source_id: str
    source_part: Optional[str] = None
    source_row: Annotated[int, Field(ge=1)]


class Commitment(Row):
    """Compromisos de gobierno abierto. Cada renglón es un compromiso de gobierno abierto: quién responde, con quién, en qué va y dónde está la evidencia."""

    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    jurisdiction_code: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2}([0-9]{3})?)$")]
    jurisdiction_name: Optional[str] = None
    commitment_id: Annotated[str, StringConstraints(pattern=r"^(?:[A-Z0-9]+(-[A-Z0-9]+)*)$")]
    plan: Optional[str] = None
    title_es: Optional[str] = None
    title_en: Optional[str] = None
    responsible: Optional[str] = None
    counterpart: Optional[str] = None
    starts_on: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)$")]] = None
    ends_on: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)$")]] = None
    status: Literal["not_started", "in_progress", "done", "withdrawn", "unknown"]
    evidence_url: Optional[Annotated[str, StringConstraints(pattern=r"^(?:https?://[^ ]+)$")]] = None
    note: Optional[str] = None
    correction_id: Optional[str] = None
    source_id: str
    source_part: Optional[str] = None
    source_row: Annotated[int, Field(ge=1)]


class CommitmentMilestone(Row):
    """Hitos de los compromisos. Cada renglón es un hito de un compromiso: qué, para cuándo y si se cumplió."""

    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    jurisdiction_code: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2}([0-9]{3})?)$")]
    commitment_id: Annotated[str, StringConstraints(pattern=r"^(?:[A-Z0-9]+(-[A-Z0-9]+)*)$")]
    milestone_id: Annotated[str, StringConstraints(pattern=r"^(?:[A-Z0-9]+(-[A-Z0-9]+)*)$")]
    milestone_name: Optional[str] = None
    due_on: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)$")]] = None
    done_on: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)$")]] = None
    status: Literal["not_started", "in_progress", "done", "withdrawn", "unknown"]
    evidence_url: Optional[Annotated[str, StringConstraints(pattern=r"^(?:https?://[^ ]+)$")]] = None
    correction_id: Optional[str] = None
    source_id: str
    source_part: Optional[str] = None
    source_row: Annotated[int, Field(ge=1)]


class CommitmentProgram(Row):
    """Programas que pagan los compromisos. Cada renglón liga un compromiso con un programa presupuestario que lo paga, en todo o en parte. No tiene importes."""

    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    jurisdiction_code: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2}([0-9]{3})?)$")]
    commitment_id: Annotated[str, StringConstraints(pattern=r"^(?:[A-Z0-9]+(-[A-Z0-9]+)*)$")]
    program_code: Annotated[str, StringConstraints(pattern=r"^(?:[A-Z][0-9]{3,5})$")]
    program_name: Optional[str] = None
    evidence: Optional[str] = None
    correction_id: Optional[str] = None
    source_id: str
    source_part: Optional[str] = None
    source_row: Annotated[int, Field(ge=1)]


class Observation(Row):
    """Observaciones ciudadanas. Cada renglón es una pregunta u observación de la ciudadanía sobre una cifra, por su identificador permanente, y su respuesta. Sin datos personales."""

    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    jurisdiction_code: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2}([0-9]{3})?)$")]
    observation_id: Annotated[str, StringConstraints(pattern=r"^(?:[A-Z0-9]+(-[A-Z0-9]+)*)$")]
    figure_id: str
    asked_on: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)$")]
    question: str
    state: Literal["open", "answered", "closed"]
    answered_on: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)$")]] = None
    answered_by: Optional[str] = None
    answer: Optional[str] = None
    days_to_answer: Optional[Annotated[int, Field(ge=0)]] = None
    correction_id: Optional[str] = None
    source_id: str
    source_part: Optional[str] = None
    source_row: Annotated[int, Field(ge=1)]


class Municipality(Row):
    """Estados y municipios. Cada renglón es la Federación, un estado o un municipio, con la clave de INEGI, desde cuándo existe y cómo lo llaman fuentes anteriores."""

    jurisdiction_code: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2}([0-9]{3})?)$")]
    jurisdiction_name: str
    state_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2})$")]] = None
    valid_from: Optional[int] = None
    former_names: Optional[str] = None
    certainty: str


class Population(Row):
    """Población. Cada renglón es la población a mitad de un año de un estado o municipio, según CONAPO. Los años posteriores a la edición son proyecciones."""

    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    jurisdiction_code: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2}([0-9]{3})?)$")]
    jurisdiction_name: Optional[str] = None
    year: int
    population: Annotated[int, Field(ge=0)]
    correction_id: Optional[str] = None
    source_id: str
    source_part: Optional[str] = None
    source_row: Annotated[int, Field(ge=1)]


class PriceIndex(Row):
    """Índice de precios. Cada renglón es el valor de un índice de precios en un mes."""

    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    index_code: Annotated[str, StringConstraints(pattern=r"^(?:[A-Z]+)$")]
    period: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}(-Q[1-4]|-[0-9]{2})?)$")]
    index_value: Number
    index_base: Optional[str] = None
    correction_id: Optional[str] = None
    source_id: str
    source_part: Optional[str] = None
    source_row: Annotated[int, Field(ge=1)]


class CodeFunction(Row):
    """Clasificador funcional del gasto. Cada renglón es una finalidad, función o subfunción del Clasificador Funcional del Gasto del CONAC (DOF 27-12-2010)."""

    item_code: str
    level: Annotated[int, Field(ge=0)]
    parent_code: Optional[str] = None
    name_es: Optional[str] = None
    name_en: Optional[str] = None
    certainty: str


class CodeObject(Row):
    """Clasificador por objeto del gasto. Cada renglón es un capítulo, concepto o partida genérica del Clasificador por Objeto del Gasto del CONAC."""

    item_code: str
    level: Annotated[int, Field(ge=0)]
    parent_code: Optional[str] = None
    name_es: Optional[str] = None
    name_en: Optional[str] = None
    certainty: str


class CodeModality(Row):
    """Modalidades programáticas. Cada renglón es una modalidad de la Clasificación Programática del CONAC (DOF 08-08-2013)."""

    item_code: str
    level: Annotated[int, Field(ge=0)]
    parent_code: Optional[str] = None
    name_es: Optional[str] = None
    name_en: Optional[str] = None
    certainty: str


class CodeRamo(Row):
    """Ramos federales. Cada renglón es un ramo del presupuesto federal."""

    item_code: str
    level: Annotated[int, Field(ge=0)]
    parent_code: Optional[str] = None
    name_es: Optional[str] = None
    name_en: Optional[str] = None
    certainty: str


class CodeCofog(Row):
    """Clasificación COFOG. Cada renglón es una división, grupo o clase de la Clasificación de las Funciones del Gobierno de Naciones Unidas (1999)."""

    item_code: str
    level: Annotated[int, Field(ge=0)]
    parent_code: Optional[str] = None
    name_es: Optional[str] = None
    name_en: Optional[str] = None
    certainty: str


class CrosswalkFunctionCofog(Row):
    """Equivalencia funcional - COFOG. Cada renglón dice a qué división, grupo o clase de la COFOG equivale una función o subfunción del CONAC, y con qué certeza. Debajo de `medium` no se usa como hecho."""

    item_code: str
    name_es: Optional[str] = None
    cofog_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2}(\.[0-9]){0,2})$")]] = None
    confidence: Literal["high", "medium", "low", "none"]
    note: Optional[str] = None


class CrosswalkObjectGfsm(Row):
    """Equivalencia por objeto - GFSM 2014. Cada renglón dice a qué código del GFSM 2014 equivale un capítulo, concepto o partida del CONAC, y con qué certeza."""

    item_code: str
    name_es: Optional[str] = None
    gfsm_code: Optional[str] = None
    name_en: Optional[str] = None
    confidence: Literal["high", "medium", "low", "none"]
    note: Optional[str] = None


class CoverageStatus(Row):
    """Cobertura. Cada renglón dice, de un gobierno o ente, una tabla y un año, si la cuenta está publicada, falta, se espera, está retenida o se rechazó, y por qué. Si varios conjuntos la dan, hay un renglón por cada uno. Lo que falta se dice de los últimos seis ejercicios, que la ley obliga a tener en línea (LGCG, artículo 58); lo demás, de todos los años. Lo que falta también es un dato."""

    government_level: Literal["federal", "state", "municipal"]
    jurisdiction_code: Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2}([0-9]{3})?)$")]
    jurisdiction_name: str
    coverage: Literal["government", "entity"]
    entity_code: Optional[str] = None
    table_name: Annotated[str, StringConstraints(pattern=r"^(?:[a-z][a-z_]*)$")]
    fiscal_year: Annotated[int, Field(ge=1990, le=2100)]
    publication_status: Literal["published", "missing", "awaiting", "held", "refused"]
    publisher: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]] = None
    dataset: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]] = None
    edition: Optional[str] = None
    reason_es: str
    reason_en: str


class Conservation(Row):
    """Conservación del dinero. Para cada parte de la fuente y cada importe, a dónde fue cada peso: suma legible de la fuente = hechos + totales + cifras anteriores + alternas + apartado + rechazado, con las conversiones, redondeos, correcciones y diferencias sin explicar en renglones propios. Los importes están en la unidad de la fuente, como ella los imprime; el renglón «unit» dice cuántos pesos es. La suma de la fuente se hace por separado de la normalización. Lo mismo con la cuenta de registros. No se suman renglones distintos."""

    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    source_id: str
    source_part: Optional[str] = None
    measure: str
    line: str
    value: str


class Quality(Row):
    """Calidad. Cada renglón es una cuenta de lo que está mal o falta en una edición, o en las cuentas de un gobierno o ente: cuántos casos, de cuántos, y con qué filtro se encuentran. Son cuentas por dimensión (completitud, consistencia, oportunidad, trazabilidad) y nunca se suman en una calificación: lo bueno de una medida no puede tapar lo malo de otra. Un cero también es un renglón."""

    quality_dimension: Literal["completeness", "consistency", "timeliness", "traceability"]
    quality_measure: Literal["account_not_published", "record_set_aside", "cell_set_aside", "amount_not_given", "blank_amount", "doubtful_row", "doubtful_amount", "sum_not_conserved", "days_until_seen", "silent_change", "file_without_address", "file_without_reference", "file_without_licence", "file_without_digest", "file_without_time", "row_without_record", "corrected_row", "finding", "note"]
    publisher: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]] = None
    dataset: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]] = None
    edition: Optional[str] = None
    jurisdiction_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2}([0-9]{3})?)$")]] = None
    coverage: Optional[Literal["government", "entity"]] = None
    entity_code: Optional[str] = None
    table_name: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[a-z][a-z_]*)$")]] = None
    field: Optional[str] = None
    period: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}(-Q[1-4]|-[0-9]{2})?)$")]] = None
    measured: int
    out_of: Optional[Annotated[int, Field(ge=0)]] = None
    amount_measured: Optional[Money] = None
    amount_out_of: Optional[Money] = None
    finding_rules: Optional[str] = None
    evidence_table: Annotated[str, StringConstraints(pattern=r"^(?:[a-z][a-z_]*)$")]
    evidence_filter: str


class Finding(Row):
    """Hallazgos. Cada renglón es algo raro en los datos: qué, dónde, qué se esperaba y cuánto dinero toca. El hallazgo no cambia la cifra: la señala. Los importes afectados se traslapan y no se suman."""

    finding_id: Annotated[str, StringConstraints(pattern=r"^(?:[FS][0-9]{3}-[0-9a-f]{12})$")]
    rule_code: Annotated[str, StringConstraints(pattern=r"^(?:[FS][0-9]{3})$")]
    severity: Literal["fatal", "warning", "note"]
    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    table_name: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[a-z][a-z_]*)$")]] = None
    jurisdiction_code: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{2}([0-9]{3})?)$")]] = None
    fiscal_year: Optional[Annotated[int, Field(ge=1990, le=2100)]] = None
    period: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}(-Q[1-4]|-[0-9]{2})?)$")]] = None
    figure_id: Optional[str] = None
    source_id: Optional[str] = None
    source_part: Optional[str] = None
    source_row: Optional[Annotated[int, Field(ge=1)]] = None
    cell: Optional[str] = None
    field: Optional[str] = None
    found: Optional[str] = None
    expected: Optional[str] = None
    occurrences: Annotated[int, Field(ge=1)]
    amount_affected: Optional[Money] = None
    message_es: str
    message_en: str


class SetAside(Row):
    """Apartados. Cada renglón es una celda que no es un número, o un registro cuya llave no se puede leer o que está roto. Se conserva tal cual, pero no entra a las tablas de hechos."""

    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    source_id: str
    source_part: Optional[str] = None
    source_row: Annotated[int, Field(ge=1)]
    field: Optional[str] = None
    rule_code: Annotated[str, StringConstraints(pattern=r"^(?:[FS][0-9]{3})$")]
    cells: str


class SourceFile(Row):
    """Archivos de origen. Cada renglón es un archivo publicado del que salen renglones de esta publicación: de dónde vino, cuándo, su huella y su licencia."""

    source_id: str
    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    file_name: str
    url: Optional[str] = None
    retrieved_at: str
    sha256: Annotated[str, StringConstraints(pattern=r"^(?:[0-9a-f]{64})$")]
    size_bytes: Annotated[int, Field(ge=0)]
    licence_id: str
    attribution: str
    arrival: Literal["downloaded", "handed_over", "not_noted"]
    is_sample: bool


class Publication(Row):
    """Bitácora de publicaciones. Cada renglón es algo que hizo quien publica, en el orden en que se vio: publicar un archivo, reemplazarlo sin aviso, empacarlo de nuevo, retirarlo o devolverlo."""

    publisher: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    dataset: Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9]+(-[a-z0-9]+)*)$")]
    edition: str
    event: Literal["published", "restated", "repackaged", "withdrawn", "returned"]
    seen_at: str
    last_modified: Optional[str] = None
    url: Optional[str] = None
    source_id: Optional[str] = None
    sha256: Optional[Annotated[str, StringConstraints(pattern=r"^(?:[0-9a-f]{64})$")]] = None
    size_bytes: Optional[Annotated[int, Field(ge=0)]] = None


TABLES: dict[str, type[Row]] = {
    "budget_line": BudgetLine,
    "spending_by_function": SpendingByFunction,
    "spending_by_object": SpendingByObject,
    "spending_by_unit": SpendingByUnit,
    "spending_by_type": SpendingByType,
    "spending_by_staff": SpendingByStaff,
    "spending_by_program": SpendingByProgram,
    "revenue_by_source": RevenueBySource,
    "indicator": Indicator,
    "transfer": Transfer,
    "fund_execution": FundExecution,
    "public_work": PublicWork,
    "finance_statistic": FinanceStatistic,
    "annex_line": AnnexLine,
    "theme_spending": ThemeSpending,
    "theme_line": ThemeLine,
    "published_total": PublishedTotal,
    "vintage": Vintage,
    "alternate": Alternate,
    "commitment": Commitment,
    "commitment_milestone": CommitmentMilestone,
    "commitment_program": CommitmentProgram,
    "observation": Observation,
    "municipality": Municipality,
    "population": Population,
    "price_index": PriceIndex,
    "code_function": CodeFunction,
    "code_object": CodeObject,
    "code_modality": CodeModality,
    "code_ramo": CodeRamo,
    "code_cofog": CodeCofog,
    "crosswalk_function_cofog": CrosswalkFunctionCofog,
    "crosswalk_object_gfsm": CrosswalkObjectGfsm,
    "coverage_status": CoverageStatus,
    "conservation": Conservation,
    "quality": Quality,
    "finding": Finding,
    "set_aside": SetAside,
    "source_file": SourceFile,
    "publication": Publication,
}
