/**
 * The English catalogue: one file per area of the product, so that a translator and a programmer both find what they
 * look for. Keys are `area.what`; refusals and clauses are shared with the command line and the public page.
 */
import accords from "./accords.json" with { type: "json" };
import app from "./app.json" with { type: "json" };
import attention from "./attention.json" with { type: "json" };
import charter from "./charter.json" with { type: "json" };
import decisions from "./decisions.json" with { type: "json" };
import devices from "./devices.json" with { type: "json" };
import found from "./found.json" with { type: "json" };
import hearings from "./hearings.json" with { type: "json" };
import home from "./home.json" with { type: "json" };
import parts from "./parts.json" with { type: "json" };
import people from "./people.json" with { type: "json" };
import proposals from "./proposals.json" with { type: "json" };
import record from "./record.json" with { type: "json" };
import refusals from "./refusals.json" with { type: "json" };
import season from "./season.json" with { type: "json" };
import settings from "./settings.json" with { type: "json" };
import terms from "./terms.json" with { type: "json" };
import tour from "./tour.json" with { type: "json" };

export const english = {
  ...app,
  ...parts,
  ...found,
  ...home,
  ...attention,
  ...people,
  ...devices,
  ...proposals,
  ...decisions,
  ...accords,
  ...charter,
  ...hearings,
  ...record,
  ...season,
  ...settings,
  ...terms,
  ...tour,
  ...refusals,
};
