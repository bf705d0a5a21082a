package io.github.rolecall.config;

import io.github.rolecall.config.PulumiOption.Place;
import java.util.Optional;

/**
 * Reads the settings of Pulumi Deployments: {@code Pulumi.<stack>.deploy.yaml}, or the same from
 * its API.
 *
 * @see <a href="https://www.pulumi.com/docs/deployments/guides/oidc/aws/">Pulumi, OIDC for AWS in
 *     Deployments</a>
 */
final class DeploymentSettings {
  private DeploymentSettings() {}

  static void read(Setting root, SettingsBuilder builder) {
    Provider.asPulumi(root, builder);
    Optional<Setting> context = root.key("settings").orElse(root).key("operationContext");
    context
        .flatMap(found -> found.key("oidc"))
        .flatMap(oidc -> oidc.key("aws"))
        .ifPresent(aws -> builder.first(aws, Place.DEPLOYMENTS));
    context
        .flatMap(found -> found.key("environmentVariables"))
        .ifPresent(variables -> PulumiVariables.region(variables, builder));
  }
}
