package io.todevice.spec.drift.report;

import java.util.List;

/**
 * An event between devices that has changed. What it contains passes through the server unchanged,
 * so that clients have to follow and no code of the server.
 *
 * @param type its type, and behind {@code $} which variant of it, as its file is called
 * @param changes its changes, in {@link Change#ORDER}, never none
 */
public record EventDrift(String type, List<Change> changes) {

  /** Copies the list. */
  public EventDrift {
    changes = List.copyOf(changes);
  }
}
