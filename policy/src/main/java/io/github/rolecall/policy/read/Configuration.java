package io.github.rolecall.policy.read;

import io.github.rolecall.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** The configuration in a Terraform plan, which says where values come from. */
record Configuration(JsonValue plan) {

  /**
   * The resources and data sources that an argument refers to.
   *
   * @param address of the resource, without indexes: {@code module.ci.aws_iam_role.deploy}
   */
  List<String> references(String address, String argument) {
    var found = new ArrayList<String>();
    module(plan.path("configuration").path("root_module"), "", address, argument, found);
    return found;
  }

  private static void module(
      JsonValue module, String prefix, String address, String argument, List<String> found) {
    for (JsonValue resource : module.path("resources").items()) {
      if (address.equals(prefix + resource.path("address").text())) {
        resource.path("expressions").path(argument).path("references").items().stream()
            .map(reference -> prefix + reference.text().replaceAll("\\[[^\\]]*]", ""))
            .map(Configuration::withoutAttribute)
            .forEach(found::add);
      }
    }
    module
        .path("module_calls")
        .members()
        .forEach(
            (name, call) -> {
              String inner = prefix + "module." + name + ".";
              if (address.startsWith(inner)) {
                module(call.path("module"), inner, address, argument, found);
              }
            });
  }

  /**
   * {@code data.aws_iam_policy_document.trust.json} consists of a data source and its attribute.
   */
  private static String withoutAttribute(String reference) {
    return reference.endsWith(".json")
        ? reference.substring(0, reference.length() - ".json".length())
        : reference;
  }
}
