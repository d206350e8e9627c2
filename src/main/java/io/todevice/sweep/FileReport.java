package io.todevice.sweep;

import io.todevice.spec.audit.Loss;
import java.util.List;

/**
 * What the sweep found out about one file.
 *
 * @param file its name
 * @param operations how many operations it has
 * @param interfaces how many were generated, one for each operation
 * @param models how many models were generated
 * @param free how many places have an untyped object or value because the schema says no more
 * @param losses where a schema says more than its Java type
 * @param errors why it fails, if it does: of assembling, of generating, or of the compiler
 * @param notes what was understood but not said in so many words
 */
record FileReport(
    String file,
    int operations,
    int interfaces,
    int models,
    int free,
    List<Loss> losses,
    List<String> errors,
    List<String> notes) {

  FileReport {
    losses = List.copyOf(losses);
    errors = List.copyOf(errors);
    notes = List.copyOf(notes);
  }

  /** Whether it was assembled, generated and compiled. */
  boolean isCompiled() {
    return errors.isEmpty();
  }

  /** The losses that nothing excuses. */
  List<Loss> untyped() {
    return losses.stream().filter(loss -> !loss.isException()).toList();
  }

  /** The losses that have a reason. */
  List<Loss> exceptions() {
    return losses.stream().filter(Loss::isException).toList();
  }

  boolean passes() {
    return isCompiled() && untyped().isEmpty();
  }
}
