// The client's own types and those that are made from the Rust enums say the same.
import type * as client from "../../../src/client/wire";
import type * as wire from "../../../schema/wire";

/** Fails to compile when the first does not fit where the second is expected. */
type Fits<_Value extends Expected, Expected> = true;

export type Checks = [
  // What a host says, a page understands.
  Fits<wire.Message, client.ServerMessage>,
  // What a page says, a host understands.
  Fits<client.ClientMessage, wire.ClientMessage>,
  Fits<client.ReportedError, wire.ReportedError>,
  Fits<client.ConsoleEntry, wire.ConsoleEntry>,
  Fits<wire.Diagnostic, client.Diagnostic>,
  Fits<wire.WireModule, client.WireModule>,
  // No type is forgotten on either side.
  Fits<wire.Message["type"], client.ServerMessage["type"]>,
  Fits<client.ServerMessage["type"], wire.Message["type"]>,
  Fits<wire.ClientMessage["type"], client.ClientMessage["type"]>,
];
