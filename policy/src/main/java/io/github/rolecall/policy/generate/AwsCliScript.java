package io.github.rolecall.policy.generate;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.json.JsonWriter;
import java.util.List;

/** A script of AWS CLI commands. */
record AwsCliScript(TrustTemplate template) {
  String text() {
    String name = quoted(template.roleName());
    return fill(
        """
        #!/bin/sh
        set -eu

        %s%s# The role. If it exists: aws iam update-assume-role-policy --role-name %s \
        --policy-document ...
        %saws iam create-role --role-name %s%s --assume-role-policy-document %s

        # %s
        aws iam put-role-policy --role-name %s --policy-name permissions --policy-document %s
        """,
        template.builtIn() ? "" : provider(),
        template.comments("#"),
        name,
        known() ? "" : "account=$(aws sts get-caller-identity --query Account --output text)\n",
        name,
        template.rolePath().map(path -> " --path " + quoted(path)).orElse(""),
        trust(),
        TrustFormat.PLACEHOLDER,
        name,
        quoted(
            JsonWriter.indented(
                TrustTemplate.policy("Action", TrustFormat.PLACEHOLDER_ACTION, "Resource", "*"))));
  }

  private String provider() {
    return fill(
        """
        # The provider. An account has it once: EntityAlreadyExists means that it is there.
        aws iam create-open-id-connect-provider --url %s --client-id-list %s \
        || echo 'Check that the provider lists the audience.' >&2

        """,
        quoted(template.url()), list(template.audience()));
  }

  /**
   * A list with one value. The AWS CLI reads {@code file://} values from files, version 1 also
   * reads {@code https://} values from the web, and a value that starts with a bracket is JSON.
   */
  private static String list(String text) {
    return text.matches("\\w[\\w.-]*") ? text : quoted(JsonWriter.compact(List.of(text)));
  }

  private boolean known() {
    return !template.role().name().startsWith("<");
  }

  private String trust() {
    String policy = quoted(template.json());
    return known()
        ? policy
        : policy.replace("::" + TrustTemplate.ACCOUNT + ":", "::'\"$account\"':");
  }

  private static String quoted(String text) {
    return text.matches("[\\w@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
