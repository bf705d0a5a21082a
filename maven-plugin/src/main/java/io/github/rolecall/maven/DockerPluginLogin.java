package io.github.rolecall.maven;

import io.github.rolecall.aws.ecr.EcrRegistry;
import io.github.rolecall.aws.ecr.RegistryPassword;
import io.github.rolecall.model.Secret;
import io.github.rolecall.session.SessionCredentials;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * The registry login of Fabric8's docker-maven-plugin. For a private ECR registry, the plugin uses
 * user name and password as AWS keys, and gets an ECR password with them. So Rolecall replaces the
 * password expression with keys.
 */
final class DockerPluginLogin {
  /**
   * The pattern of the plugin. For other registries, it uses the user name and the password
   * unchanged.
   */
  private static final Pattern OWN =
      Pattern.compile("^(\\d{12})\\.dkr\\.ecr\\.([a-z\\-0-9]+)\\.amazonaws\\.com$");

  private DockerPluginLogin() {}

  static boolean wantsKeys(MojoExecution goal, EcrRegistry registry) {
    return goal.getGroupId().equals("io.fabric8")
        && goal.getArtifactId().equals("docker-maven-plugin")
        && OWN.matcher(registry.host()).matches();
  }

  /** Sets the keys in the login element that contains the password. */
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
