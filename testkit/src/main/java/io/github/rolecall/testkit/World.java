package io.github.rolecall.testkit;

import io.github.rolecall.testkit.iam.Directory;
import io.github.rolecall.testkit.iam.OidcProvider;
import io.github.rolecall.testkit.iam.Role;
import io.github.rolecall.testkit.iam.User;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The contents of AWS when {@link FakeAws} starts. An account exists if it contains something.
 *
 * <p>The JSON format follows. Every part is optional; its default is the part of the {@linkplain
 * #standard() standard world}.
 *
 * <pre>{@code
 * {
 *   "providers": [{"account": "111122223333", "issuer": "https://gitlab.com", "clientIds": ["sts.amazonaws.com"]}],
 *   "roles": [{"arn": "arn:aws:iam::111122223333:role/Deploy", "maxSessionDuration": 3600, "trust": {…}}],
 *   "users": [{"arn": "arn:aws:iam::111122223333:user/ci", "accessKeyId": "AKIA…", "secretAccessKey": "…",
 *              "mfa": {"serialNumber": "arn:aws:iam::111122223333:mfa/ci", "codes": ["123456"]}}],
 *   "packedSizeLimit": 2048,
 *   "faults": {
 *     "AssumeRoleWithWebIdentity": [
 *       {"error": {"status": 403, "code": "AccessDenied", "message": "…"}},
 *       {"body": {"status": 502, "type": "text/html", "text": "<h1>Bad Gateway</h1>"}},
 *       {"delayMillis": 200}, {"hang": true}, {"reset": true}, {"truncated": true}, {"none": true},
 *       {"throttle": {"permits": 2, "perMillis": 1000}},
 *       {"altered": {"elements": {"AccessKeyId": "", "Expiration": null}, "clockSeconds": 86400, "dated": false}}
 *     ]
 *   }
 * }
 * }</pre>
 *
 * <p>{@code trust} is a trust policy, as an object or as a string. {@code maxSessionDuration} is in
 * seconds; its default is 3600. {@code mfa} is optional; each of its codes is valid once. {@code
 * packedSizeLimit} is in bytes. The names under {@code faults} are those of {@link Call#name()}. In
 * an {@code altered} response, {@code elements} replaces the texts of XML elements, and removes an
 * element whose text is {@code null}; {@code clockSeconds} is added to {@code Date} and {@code
 * Expiration}; and {@code "dated": false} removes {@code Date}. An unknown key is an error.
 *
 * @param providers the OIDC providers of all accounts
 * @param roles the roles of all accounts
 * @param users the users of all accounts
 * @param packedSizeLimit the packed size limit of session policies and session tags, in bytes
 * @param faults the faults in order, by the name of the call
 */
public record World(
    List<OidcProvider> providers,
    List<Role> roles,
    List<User> users,
    int packedSizeLimit,
    Map<String, List<Fault>> faults) {
  private static final String STANDARD = "standard-world.json";

  public World {
    providers = List.copyOf(providers);
    roles = List.copyOf(roles);
    users = List.copyOf(users);
    faults = Map.copyOf(faults);
  }

  /**
   * The world of {@code standard-world.json}. Account 111122223333 has OIDC providers for GitHub
   * and GitLab with the client id {@code sts.amazonaws.com}, a user {@code ci}, and these roles:
   *
   * <ul>
   *   <li>{@code Deploy} trusts any job of the GitHub repository octo-org/octo-repo whose subject
   *       has no ids, and the branch main of the GitLab project acme/shop;
   *   <li>{@code Prod} trusts the environment prod of octo-org/octo-repo, whose subject may have
   *       ids;
   *   <li>{@code Chained} trusts the role Deploy and the user, permits tags and a source identity,
   *       and permits sessions of up to 12 hours;
   *   <li>{@code Long} trusts octo-org/octo-repo and, without tags, the user, and permits sessions
   *       of up to 12 hours.
   * </ul>
   *
   * <p>Account 444455556666 has an OIDC provider for GitHub and two roles. {@code Other} trusts
   * octo-org/octo-repo and account 111122223333. {@code Partner} trusts account 111122223333 with
   * the external id {@code partner-42}.
   */
  public static World standard() {
    try (InputStream json = World.class.getResourceAsStream(STANDARD)) {
      if (json == null) {
        throw new IllegalStateException(STANDARD + " is not on the class path");
      }
      World nothing = new World(List.of(), List.of(), List.of(), 1, Map.of());
      return WorldJson.read(new String(json.readAllBytes(), StandardCharsets.UTF_8), nothing);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a world from JSON.
   *
   * @throws IllegalArgumentException when the text is not JSON, has an unknown key, or contains a
   *     value that AWS would reject
   */
  public static World parse(String json) {
    return WorldJson.read(json, standard());
  }

  /**
   * Reads a world from a file.
   *
   * @throws IllegalArgumentException like {@link #parse(String)}
   * @throws UncheckedIOException when the file cannot be read
   */
  public static World parse(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** This world with one more OIDC provider. */
  public World withProvider(String account, String issuer, String... clientIds) {
    List<OidcProvider> more = new ArrayList<>(providers);
    more.add(new OidcProvider(account, issuer, List.of(clientIds)));
    return new World(more, roles, users, packedSizeLimit, faults);
  }

  /** This world with one more role. It replaces a role with the same ARN. */
  public World withRole(Role role) {
    List<Role> more = new ArrayList<>(roles);
    more.removeIf(old -> old.arn().equals(role.arn()));
    more.add(role);
    return new World(providers, more, users, packedSizeLimit, faults);
  }

  /** This world with one more user. It replaces a user with the same ARN. */
  public World withUser(User user) {
    List<User> more = new ArrayList<>(users);
    more.removeIf(old -> old.arn().equals(user.arn()));
    more.add(user);
    return new World(providers, roles, more, packedSizeLimit, faults);
  }

  /** This world with another packed size limit of session policies and session tags, in bytes. */
  public World withPackedSizeLimit(int limit) {
    return new World(providers, roles, users, limit, faults);
  }

  /** This world with faults for the next calls with a name. */
  public World withFaults(String callName, Fault... next) {
    Map<String, List<Fault>> more = new LinkedHashMap<>(faults);
    more.put(callName, List.of(next));
    return new World(providers, roles, users, packedSizeLimit, more);
  }

  Directory directory() {
    return new Directory(providers, roles, users);
  }
}
