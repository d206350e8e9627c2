package io.todevice.spec.drift.report;

import static io.todevice.spec.drift.report.Verdict.breaksBoth;
import static io.todevice.spec.drift.report.Verdict.breaksClients;
import static io.todevice.spec.drift.report.Verdict.breaksCode;
import static io.todevice.spec.drift.report.Verdict.compatible;
import static io.todevice.spec.drift.report.Verdict.documentation;
import static io.todevice.spec.drift.report.Verdict.review;

import java.util.Locale;

/**
 * All kinds of change, each with its class and the reason for it. Where a kind has two verdicts,
 * the first is for what clients send, the second for what they get.
 *
 * <p>"Code" is the hand-written code of this server, which implements one generated interface for
 * each operation and fills generated records through builders; see {@code templates/}.
 */
@SuppressWarnings(
    "ImmutableEnumChecker") // A verdict is immutable, and says so without an annotation.
public enum ChangeKind {
  // Operations.
  OPERATION_ADDED(
      "operation added",
      breaksCode("no client calls it yet; the generated interface has to be implemented")),
  OPERATION_REMOVED(
      "operation removed",
      breaksBoth("calls lead nowhere", "the interface is no longer generated")),
  OPERATION_TAKEN_OVER(
      "operation removed, its path taken by another",
      breaksBoth("calls reach another operation", "the interface is no longer generated")),
  OPERATION_MOVED(
      "operation moved",
      breaksClients("calls of the old path or method lead nowhere; the interface stays")),
  OPERATION_RENAMED(
      "operation ID changed", breaksCode("the interface and its method are called after the ID")),
  DEPRECATED("deprecated", compatible("it works as before; it is announced that it may go")),
  UNDEPRECATED("no longer deprecated", compatible("it works as before")),
  WAITING_CHANGED(
      "x-waits changed", breaksCode("the interface's method has one argument more or less")),

  // Parameters.
  PARAMETER_ADDED(
      "optional parameter added",
      compatible("who leaves it out is served as before; the record of such parameters grows")),
  REQUIRED_PARAMETER_ADDED(
      "required parameter added",
      breaksBoth(
          "requests without it are refused", "its value is new, and the resource has to heed it")),
  PARAMETER_REMOVED(
      "parameter removed",
      breaksBoth("what clients say with it is not heard", "its argument or accessor is gone")),
  PARAMETER_RENAMED(
      "path parameter renamed", compatible("it stands at the same place of the path")),
  PARAMETER_MOVED(
      "path parameter moved",
      breaksClients("what stands at its old place is taken for another parameter")),
  PARAMETER_BECAME_REQUIRED(
      "parameter became required",
      breaksClients("requests without it are refused, which the generated code sees to")),
  PARAMETER_BECAME_OPTIONAL("parameter became optional", breaksCode("its value may be null")),
  PARAMETER_SERIALISATION_CHANGED(
      "parameter written differently",
      breaksBoth(
          "what they send is read in another way", "the resource has to read it in another way")),
  EMPTY_VALUE_ALLOWED(
      "empty value of a parameter allowed", compatible("all that was allowed still is")),
  EMPTY_VALUE_FORBIDDEN(
      "empty value of a parameter forbidden", breaksClients("an empty value is refused")),

  // Request bodies.
  BODY_ADDED("optional request body added", breaksCode("the interface's method gets an argument")),
  REQUIRED_BODY_ADDED(
      "required request body added",
      breaksBoth("requests without it are refused", "the method gets an argument")),
  BODY_REMOVED(
      "request body removed",
      breaksBoth("what clients say with it is not heard", "the method's argument is gone")),
  BODY_BECAME_REQUIRED(
      "request body became required", breaksClients("requests without it are refused")),
  BODY_BECAME_OPTIONAL(
      "request body became optional", breaksCode("the method's argument may be null")),

  // Responses.
  SUCCESS_STATUS_ADDED(
      "status added", breaksBoth("clients don't know it", "it may decide the method's result")),
  SUCCESS_STATUS_REMOVED(
      "status removed", breaksBoth("clients wait for it", "it may decide the method's result")),
  ERROR_STATUS_ADDED(
      "error status added", compatible("clients have to cope with errors that they don't know")),
  ERROR_STATUS_REMOVED("error status removed", compatible("it is not answered any more")),
  HEADER_ADDED("response header added", compatible("clients ignore what they don't know")),
  REQUIRED_HEADER_ADDED(
      "required response header added",
      breaksCode("generated code knows no headers: the resource has to set it")),
  HEADER_REMOVED("response header removed", breaksClients("clients may wait for it")),
  HEADER_BECAME_REQUIRED(
      "response header became required",
      breaksCode("generated code knows no headers: the resource has to set it")),
  HEADER_BECAME_OPTIONAL("response header became optional", breaksClients("it may be left out")),
  MEDIA_TYPE_ADDED(
      "media type added",
      compatible("who sends the old one is understood"),
      compatible("who accepts the old one gets it")),
  MEDIA_TYPE_REMOVED(
      "media type removed",
      breaksClients("requests of this type are refused"),
      breaksClients("who accepts only this type gets no answer")),
  ENCODING_CHANGED(
      "encoding of parts changed",
      breaksClients("the parts are read in another way"),
      breaksClients("the parts are written in another way")),
  JSON_ADDED(
      "application/json added",
      breaksCode("the method gets an argument"),
      breaksCode("the method gets a result")),
  JSON_REMOVED(
      "application/json removed",
      breaksBoth("JSON is refused", "the method's argument is gone"),
      breaksBoth("no JSON is answered", "the method's result is gone")),

  // Security.
  SECURITY_DEMANDED(
      "authentication demanded", breaksClients("requests without a token are refused")),
  SECURITY_LIFTED(
      "authentication no longer demanded", breaksCode("the caller may be nobody that is known")),
  SECURITY_OPTION_REMOVED(
      "optional authentication removed",
      breaksBoth("a token that they send is no longer read", "the caller is never known")),
  SECURITY_ALTERNATIVE_ADDED(
      "way of authentication added",
      compatible("the old ways still work, and the server takes its ways from the document")),
  SECURITY_ALTERNATIVE_REMOVED(
      "way of authentication removed", breaksClients("who authenticates that way is refused")),
  SCOPES_REMOVED("scopes no longer demanded", compatible("tokens that sufficed still suffice")),
  SCOPES_ADDED("scopes demanded", breaksClients("tokens without them are refused")),
  SERVER_ADDED("server added", compatible("the other servers are still there")),
  SERVER_REMOVED("server removed", breaksClients("calls of it may lead nowhere")),

  // Schemas: types.
  TYPE_CHANGED(
      "type changed",
      breaksBoth("values of the old type are refused", "the Java type is another"),
      breaksBoth("clients can't read the new type", "the Java type is another")),
  TYPE_NARROWED(
      "type narrowed",
      breaksBoth("some values that were allowed are refused", "the Java type may be another"),
      breaksCode("the Java type may be another; clients can read what is left")),
  TYPE_WIDENED(
      "type widened",
      breaksCode("the Java type may be another; all that was allowed still is"),
      breaksBoth("clients can't read the new type", "the Java type may be another")),
  NULL_ALLOWED(
      "null allowed",
      breaksCode("the component may be null"),
      breaksClients("clients may not expect null")),
  NULL_FORBIDDEN(
      "null no longer allowed",
      breaksClients("null is refused"),
      breaksCode("null must not be answered any more")),
  GENERATED_TYPE_CHANGED(
      "generated Java type changed",
      breaksCode("a free object, a map and a class of its own are different Java types")),
  FORMAT_CHANGED(
      "format changed",
      compatible("to JSON Schema a format is an annotation, and generated Java ignores it")),

  // Schemas: objects.
  PROPERTY_ADDED(
      "optional property added",
      compatible("who leaves it out is understood"),
      compatible("clients ignore what they don't know, and builders don't demand it")),
  REQUIRED_PROPERTY_ADDED(
      "required property added",
      breaksBoth(
          "bodies without it are refused", "its accessor is new, and the resource has to heed it"),
      breaksCode("builders demand it, so it has to be set")),
  PROPERTY_REMOVED(
      "property removed",
      breaksBoth("what clients say with it is not heard", "its accessor is gone"),
      breaksBoth("clients may wait for it", "the builder doesn't know it any more")),
  PROPERTY_BECAME_REQUIRED(
      "property became required",
      breaksClients("bodies without it are refused, which the generated record sees to"),
      breaksCode("builders demand it, so it has to be set")),
  PROPERTY_BECAME_OPTIONAL(
      "property became optional",
      breaksCode("the component may be null"),
      breaksClients("clients may rely on it, and it may be left out")),
  UNNAMED_PROPERTIES_FORBIDDEN(
      "unnamed properties forbidden",
      breaksClients("bodies with other properties are refused"),
      compatible("clients get less than they are ready for")),
  UNNAMED_PROPERTIES_ALLOWED(
      "unnamed properties allowed",
      compatible("all that was allowed still is"),
      compatible("clients ignore what they don't know")),
  KEYS_CHANGED(
      "description of the keys changed",
      compatible("it tells which keys have values of this kind, and refuses no other key")),

  // Schemas: values.
  VALUES_REMOVED(
      "listed values removed",
      breaksClients("requests with one of them are refused"),
      compatible("clients get less than they are ready for")),
  VALUES_ADDED(
      "listed values added",
      compatible("all that was allowed still is"),
      breaksClients("clients may not know them")),
  LIMIT_TIGHTENED(
      "limit tightened",
      breaksClients("some values that were allowed are refused"),
      compatible("clients get less than they are ready for")),
  LIMIT_LOOSENED(
      "limit loosened",
      compatible("all that was allowed still is"),
      breaksClients("clients may get what they are not ready for")),
  CONSTRAINT_CHANGED(
      "constraint changed",
      breaksClients("it cannot be told which values are refused now"),
      breaksClients("it cannot be told which values clients get now")),
  KEYWORD_CHANGED(
      "keyword changed",
      review("JSON Schema refuses no value for it, but programs may heed what it says")),
  DEFAULT_CHANGED(
      "default changed",
      breaksBoth(
          "who leaves it out asks for something else",
          "the default is applied by hand-written code"),
      breaksClients("what is left out means something else")),
  DEFAULT_STATED("default stated or dropped", compatible("it tells what it means to leave it out")),
  XML_CHANGED(
      "representation in XML changed",
      breaksClients("what they send is read in another way"),
      breaksClients("clients read it in the old way")),
  ALTERNATIVE_ADDED(
      "alternative added",
      breaksCode("the Java type may be another; all that was allowed still is"),
      breaksBoth("clients may not know it", "the Java type may be another")),
  ALTERNATIVE_REMOVED(
      "alternative removed",
      breaksBoth("values of that kind are refused", "the Java type may be another"),
      breaksCode("the Java type may be another; clients can read what is left")),
  COMBINATION_CHANGED(
      "oneOf and anyOf exchanged", compatible("no value fits two of the alternatives")),
  DISCRIMINATOR_STATED(
      "discriminator added or removed",
      compatible("the same values are allowed; it tells which alternative one is of")),
  DISCRIMINATOR_CHANGED(
      "discriminator changed",
      breaksBoth(
          "another value tells the alternatives apart", "the Java type may be read differently")),
  JAVA_TYPE_CHANGED(
      "x-java-type or x-map-keys changed", breaksCode("the overlay asks for another Java type")),

  // What stands beside requests and responses.
  CALLBACK_ADDED(
      "callback added", compatible("clients may be called; this server calls nobody by itself")),
  CALLBACK_REMOVED("callback removed", breaksClients("clients wait for calls that do not come")),
  CALLBACK_CHANGED("callback changed", breaksClients("the calls that clients get are others")),
  LINKS_CHANGED("links changed", documentation("they tell how operations belong together")),
  TAGS_CHANGED("tags changed", documentation("they sort operations for those who read of them")),

  // Events between devices.
  EVENT_ADDED("event added", compatible("clients ignore events that they don't know")),
  EVENT_REMOVED("event removed", breaksClients("clients may send it or wait for it")),

  // What is said to people.
  CHANGE_NOTE_ADDED(
      "change note added",
      review("the specification says in words that the behaviour has changed")),
  CHANGE_NOTE_REMOVED(
      "change note removed", documentation("the note tells of a change that came before")),
  TEXT_CHANGED("text changed", documentation("a title, summary or description")),
  EXAMPLE_CHANGED("example changed", documentation("examples bind nobody"));

  private final String label;
  private final Verdict request;
  private final Verdict response;

  ChangeKind(String label, Verdict verdict) {
    this(label, verdict, verdict);
  }

  ChangeKind(String label, Verdict request, Verdict response) {
    this.label = label;
    this.request = request;
    this.response = response;
  }

  /** The kind in a few words. */
  public String label() {
    return label;
  }

  /** The kind for machines, for example {@code property-removed}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What such a change does. */
  public Verdict verdict(Direction direction) {
    return direction == Direction.REQUEST ? request : response;
  }
}
