package io.github.rolecall.policy.read;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.Unresolved;
import java.util.Optional;

/** Resolves names in a template: parameters, resources and pseudo parameters of AWS. */
final class References {
  private final Template template;
  private final Optional<RoleArn> role;
  private final Intrinsics intrinsics;

  /**
   * Takes the sources of values.
   *
   * @param role whose account and partition are those of the stack
   */
  References(Template template, Optional<RoleArn> role, Intrinsics intrinsics) {
    this.template = template;
    this.role = role;
    this.intrinsics = intrinsics;
  }

  JsonValue of(String name) {
    if (name.equals("AWS::NoValue")) {
      return JsonValue.MISSING;
    }
    return pseudo(name)
        .map(JsonValue::of)
        .or(() -> template.parameter(name))
        .or(() -> provider(name))
        .or(() -> given(name, "RoleName"))
        .orElseGet(() -> JsonValue.of(Unresolved.named(name)));
  }

  /** {@code [id, attribute]} or {@code id.attribute}. */
  JsonValue attribute(JsonValue argument) {
    String path =
        argument.isArray()
            ? String.join(".", argument.items().stream().map(JsonValue::text).toList())
            : argument.text();
    int dot = path.indexOf('.');
    String id = dot < 0 ? path : path.substring(0, dot);
    String attribute = path.substring(dot + 1);
    return (switch (attribute) {
          case "Arn" -> provider(id).or(() -> roleArn(id));
          // The CDK writes a map with unknown keys as a text, which a resource parses.
          case "Value" ->
              given(id, "Value")
                  .filter(value -> type(id).endsWith("CfnJson"))
                  .map(value -> intrinsics.parsed(value.text()));
          default -> Optional.<JsonValue>empty();
        })
        .orElseGet(() -> JsonValue.of(Unresolved.named(path)));
  }

  private Optional<String> pseudo(String name) {
    return switch (name) {
      case "AWS::AccountId" -> role.map(RoleArn::account);
      case "AWS::Partition" -> role.map(RoleArn::partition);
      case "AWS::URLSuffix" ->
          role.map(arn -> arn.partition().equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com");
      default -> Optional.empty();
    };
  }

  /** The ARN of an OIDC provider in the template, derived from its URL. */
  private Optional<JsonValue> provider(String id) {
    return type(id).matches("AWS::IAM::OIDCProvider|Custom::AWSCDKOpenIdConnectProvider")
        ? given(id, "Url")
            .map(url -> url.text().replaceFirst("^https://", "").replaceFirst("/$", ""))
            .map(url -> JsonValue.of(arn(":oidc-provider/" + url)))
        : Optional.empty();
  }

  private Optional<JsonValue> roleArn(String id) {
    return given(id, "RoleName").map(name -> JsonValue.of(arn(":role/" + name.text())));
  }

  private String arn(String rest) {
    return "arn:" + of("AWS::Partition").text() + ":iam::" + of("AWS::AccountId").text() + rest;
  }

  private String type(String id) {
    return template.resource(id).path("Type").text();
  }

  private Optional<JsonValue> given(String id, String property) {
    return Optional.of(template.resource(id).path("Properties").path(property))
        .filter(value -> !value.isMissing())
        .map(intrinsics::resolve)
        .filter(value -> value.isScalar() && !value.isNull());
  }
}
