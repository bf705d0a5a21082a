package io.github.rolecall.policy.read;

import io.github.rolecall.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** What a plan of Terraform says of the configuration: which value comes from where. */
record Configuration(JsonValue plan) {

  /**
   * The resources and data sources that an argument is made of.
   *
   * @param address of the resource, without numbers: {@code module.ci.aws_iam_role.deploy}
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

  /** {@code data.aws_iam_policy_document.trust.json} names a data source and what it gives. */
  private static String withoutAttribute(String reference) {
    return reference.endsWith(".json")
        ? reference.substring(0, reference.length() - ".json".length())
        : reference;
  }
}
