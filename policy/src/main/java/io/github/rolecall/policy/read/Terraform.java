package io.github.rolecall.policy.read;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.RoleArn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Terraform plan or state in JSON: the output of {@code terraform show -json}, or the state file
 * itself.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/internals/json-format">Terraform, JSON
 *     output format</a>
 */
record Terraform(JsonValue root) {
  private static final String ROLE = "aws_iam_role";
  private static final String DOCUMENT = "aws_iam_policy_document";
  private static final String POLICY = "assume_role_policy";

  /**
   * A resource of any module.
   *
   * @param address with its modules: {@code module.ci.aws_iam_role.deploy[0]}
   */
  record Resource(String address, String type, JsonValue values) {
    /** The address without the indexes of {@code count} and {@code for_each}. */
    String plain() {
      return address.replaceAll("\\[[^\\]]*]", "");
    }

    String text(String name) {
      JsonValue value = values.path(name);
      return value.isString() ? value.text() : "";
    }
  }

  static boolean is(JsonValue root) {
    return root.has("terraform_version")
        || root.path("planned_values").has("root_module")
        || root.path("values").has("root_module")
        || root.path("resources").items().stream().anyMatch(one -> one.has("instances"));
  }

  /** The roles; if there are none, the policy documents that could be trust policies. */
  List<Candidate> roles() {
    List<Resource> resources = resources();
    List<Candidate> roles =
        resources.stream()
            .filter(one -> one.type().equals(ROLE))
            .map(role -> candidate(role, resources))
            .toList();
    return roles.isEmpty()
        ? resources.stream()
            .filter(one -> one.type().equals(DOCUMENT))
            .map(one -> new Candidate("", one.address(), Optional.empty(), document(one)))
            .filter(one -> one.policy().toString().contains("AssumeRole"))
            .toList()
        : roles;
  }

  private Candidate candidate(Resource role, List<Resource> resources) {
    JsonValue policy = role.values().path(POLICY);
    List<String> references = new Configuration(root).references(role.plain(), POLICY);
    if (!policy.isString()) {
      policy =
          resources.stream()
              .filter(one -> one.type().equals(DOCUMENT) && references.contains(one.plain()))
              .findFirst()
              .map(Terraform::document)
              .orElse(JsonValue.of("${known after apply}"));
    }
    return new Candidate(
        role.text("name"), role.address(), RoleArn.parse(role.text("arn")), policy);
  }

  /** The result of the data source; if it is not known yet, its arguments. */
  private static JsonValue document(Resource source) {
    JsonValue json = source.values().path("json");
    return json.isString() ? json : new BlockPolicy(source.values()).json();
  }

  private List<Resource> resources() {
    var found = new ArrayList<Resource>();
    for (String place : List.of("planned_values", "values")) {
      module(root.path(place).path("root_module"), found);
    }
    module(root.path("prior_state").path("values").path("root_module"), found);
    for (JsonValue change : root.path("resource_changes").items()) {
      add(change, change.path("change").path("after"), found);
    }
    for (JsonValue resource : root.path("resources").items()) {
      String module = resource.path("module").text();
      String address =
          (module.isEmpty() ? "" : module + ".")
              + (resource.path("mode").text().equals("data") ? "data." : "")
              + resource.path("type").text()
              + "."
              + resource.path("name").text();
      for (JsonValue instance : resource.path("instances").items()) {
        found.add(new Resource(address, resource.path("type").text(), instance.path("attributes")));
      }
    }
    return found;
  }

  private static void module(JsonValue module, List<Resource> found) {
    module.path("resources").items().forEach(one -> add(one, one.path("values"), found));
    module.path("child_modules").items().forEach(child -> module(child, found));
  }

  /** A plan contains a resource in several places; the first one with values counts. */
  private static void add(JsonValue resource, JsonValue values, List<Resource> found) {
    String address = resource.path("address").text();
    boolean there =
        Stream.of(ROLE, DOCUMENT).noneMatch(resource.path("type").text()::equals)
            || found.stream().anyMatch(one -> one.address().equals(address));
    if (!there && values.isObject()) {
      found.add(new Resource(address, resource.path("type").text(), values));
    }
  }
}
