package io.github.rolecall.maven;

import io.github.rolecall.aws.ecr.EcrRegistry;
import io.github.rolecall.aws.ecr.RegistryPassword;
import io.github.rolecall.model.Secret;
import io.github.rolecall.session.SessionCredentials;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Fabric8's docker-maven-plugin takes user and password for a private registry of ECR as AWS keys,
 * with which it asks ECR for a password itself. So it gets keys where the pom has the password.
 */
final class DockerPluginLogin {
  /** The plugin's own pattern: for other registries, it uses user and password as they are. */
  private static final Pattern OWN =
      Pattern.compile("^(\\d{12})\\.dkr\\.ecr\\.([a-z\\-0-9]+)\\.amazonaws\\.com$");

  private DockerPluginLogin() {}

  static boolean wantsKeys(MojoExecution goal, EcrRegistry registry) {
    return goal.getGroupId().equals("io.fabric8")
        && goal.getArtifactId().equals("docker-maven-plugin")
        && OWN.matcher(registry.host()).matches();
  }

  /** Gives keys to the login that the password is in. */
  static void give(EcrExpressions.Place place, SessionCredentials keys) {
    place.replace(keys.secretAccessKey().reveal());
    Xpp3Dom login = place.login();
    set(login, "username", keys.accessKeyId(), RegistryPassword.USER);
    keys.sessionToken().map(Secret::reveal).ifPresent(token -> set(login, "auth", token, ""));
  }

  private static void set(Xpp3Dom login, String name, String value, String instead) {
    Xpp3Dom element = login.getChild(name);
    if (element == null) {
      element = new Xpp3Dom(name);
      login.addChild(element);
    } else if (!instead.equals(element.getValue())) {
      return;
    }
    element.setValue(value);
  }
}
