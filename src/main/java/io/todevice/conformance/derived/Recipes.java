package io.todevice.conformance.derived;

import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.InapplicableException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How each operation is called properly: the values in its path and its body. The one place to
 * extend when the document gets an operation; one without a path value and without a body needs
 * nothing here.
 */
final class Recipes {

  private Recipes() {}

  /**
   * A proper call of an operation, by a user of its own where it needs one.
   *
   * @throws InapplicableException if the kit does not know how to call it, or cannot on this server
   */
  static ProperCall prepare(CaseContext context, TestedOperation operation) {
    CallBuilder builder = new CallBuilder(context, operation);
    Map<String, Supplier<ProperCall>> recipes = new HashMap<>(new SessionRecipes(builder).all());
    recipes.putAll(new KeyRecipes(builder).all());
    recipes.putAll(new BackupRecipes(builder).all());
    recipes.putAll(new UserDataRecipes(builder).all());
    return recipes.getOrDefault(operation.id(), builder::generic).get();
  }
}
