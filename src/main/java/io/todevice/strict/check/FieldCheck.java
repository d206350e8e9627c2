package io.todevice.strict.check;

import io.todevice.strict.journal.Rule;

/** Fields of a body that the document does not have, or has as deprecated. */
final class FieldCheck implements Check {

  private final FieldWalk fields;

  FieldCheck(FieldWalk fields) {
    this.fields = fields;
  }

  @Override
  public void check(Examination seen, Findings findings) {
    seen.notes()
        .ifPresent(
            notes ->
                fields.walk(
                    seen.body(),
                    notes.bodySchema(),
                    (name, pointer, isDeprecated) ->
                        findings.add(
                            isDeprecated ? Rule.DEPRECATED_FIELD : Rule.UNKNOWN_FIELD,
                            "field " + Names.show(name),
                            pointer)));
  }
}
