package io.github.rolecall.policy.read;

import io.github.rolecall.json.JsonDocument;
import io.github.rolecall.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A template of CloudFormation, as people write it, as SAM extends it, or as the CDK writes it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html">CloudFormation,
 *     template anatomy</a>
 */
record Template(JsonValue root) {
  /** For a policy that stands alone: nothing has a value in it. */
  static final Template NONE = new Template(JsonValue.MISSING);

  private static final String POLICY = "AssumeRolePolicyDocument";

  /** Empty for what is none. Also a part of one: its resources, or a single resource. */
  static Optional<Template> of(JsonValue root) {
    // The Serverless Framework has a template in its file.
    Stream<JsonValue> places = Stream.of(root, root.path("resources"));
    Optional<JsonValue> whole = places.filter(place -> resources(place).isObject()).findFirst();
    if (whole.isPresent()) {
      return whole.map(Template::new);
    }
    boolean one = root.path("Properties").has(POLICY);
    JsonValue resources = one ? new JsonObject().with("Role", root).value() : root;
    boolean part = resources.members().values().stream().anyMatch(Template::trusts);
    return part
        ? Optional.of(new Template(new JsonObject().with("Resources", resources).value()))
        : Optional.empty();
  }

  private static JsonValue resources(JsonValue place) {
    return place.path("Resources");
  }

  private static boolean trusts(JsonValue resource) {
    return resource.path("Properties").has(POLICY);
  }

  /** Every resource that has a trust policy: roles, and functions of SAM. */
  List<Candidate> roles(Function<String, JsonDocument> json) {
    var names = new Intrinsics(this, Optional.empty(), json);
    return resources(root).members().entrySet().stream()
        .filter(resource -> trusts(resource.getValue()))
        .map(
            resource -> {
              JsonValue properties = resource.getValue().path("Properties");
              JsonValue name = names.resolve(properties.path("RoleName"));
              return new Candidate(
                  name.isString() ? name.text() : "",
                  resource.getKey(),
                  Optional.empty(),
                  properties.path(POLICY));
            })
        .toList();
  }

  JsonValue resource(String id) {
    return resources(root).path(id);
  }

  /**
   * What the template itself says of a parameter. The default of one that is read from the
   * Parameter Store is the name there.
   */
  Optional<JsonValue> parameter(String name) {
    JsonValue parameter = root.path("Parameters").path(name);
    String type = parameter.path("Type").text();
    JsonValue otherwise = parameter.path("Default");
    if (!otherwise.isScalar() || otherwise.isNull() || type.startsWith("AWS::SSM::")) {
      return Optional.empty();
    }
    boolean list = type.startsWith("List<") || type.equals("CommaDelimitedList");
    return Optional.of(
        list
            ? JsonValue.array(
                Stream.of(otherwise.text().split(","))
                    .map(String::trim)
                    .map(JsonValue::of)
                    .toList())
            : otherwise);
  }

  JsonValue mapping(String map, String first, String second) {
    return root.path("Mappings").path(map).path(first).path(second);
  }

  JsonValue condition(String name) {
    return root.path("Conditions").path(name);
  }
}
