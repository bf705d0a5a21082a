package io.github.rolecall.config;

import io.github.rolecall.config.PulumiOption.Place;
import java.util.Map;

/**
 * The settings of Pulumi Deployments, {@code Pulumi.<stack>.deploy.yaml}, or the same from its API.
 *
 * @see <a href="https://www.pulumi.com/docs/deployments/guides/oidc/aws/">Pulumi, OIDC for AWS in
 *     Deployments</a>
 */
final class DeploymentSettings {
  private final Setting root;
  private final Gathered gathered;

  DeploymentSettings(Setting root, Gathered gathered) {
    this.root = root;
    this.gathered = gathered;
  }

  void read() {
    Provider.asPulumi(root, gathered);
    Setting settings = root.keys().getOrDefault("settings", root);
    Setting context = settings.keys().get("operationContext");
    if (context == null) {
      return;
    }
    Map<String, Setting> keys = context.keys();
    Setting oidc = keys.get("oidc");
    Setting aws = oidc == null ? null : oidc.keys().get("aws");
    if (aws != null) {
      gathered.first(aws, new RoleBlock(Place.DEPLOYMENTS, gathered).role(aws));
    }
    Setting variables = keys.get("environmentVariables");
    if (variables != null) {
      PulumiVariables.region(variables, gathered);
    }
  }
}
