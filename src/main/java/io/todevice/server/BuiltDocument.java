package io.todevice.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.threads.Daemons;
import io.todevice.validation.AnswerSchema;
import io.todevice.validation.RequestConstraints;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What is made of the document that this program was built with, once for all servers of a process.
 * Safe for use by many threads.
 */
final class BuiltDocument {

  private static final class Holder {
    static final BuiltDocument ONLY = new BuiltDocument();
  }

  final SpecificationDocument specification;
  final RequestConstraints constraints;
  final CompletableFuture<AnswerSchema> capabilities;

  private BuiltDocument() {
    JsonNode document = SpecificationDocument.getTree();
    specification = SpecificationDocument.of(document);
    ExecutorService compiler = Executors.newSingleThreadExecutor(Daemons.named("schemas"));
    constraints = new RequestConstraints(document, compiler);
    capabilities =
        CompletableFuture.supplyAsync(
            () -> new AnswerSchema(document, "getCapabilities"), compiler);
    compiler.shutdown();
  }

  static BuiltDocument get() {
    return Holder.ONLY;
  }
}
