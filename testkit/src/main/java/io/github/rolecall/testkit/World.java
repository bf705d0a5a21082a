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
 * What exists when {@link FakeAws} starts. An account exists by having something in it.
 *
 * <p>As JSON, every part of which may be left out and is then that of the {@linkplain #standard()
 * standard world}:
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
 * <p>{@code trust} is a trust policy, as an object or as text; {@code maxSessionDuration} is in
 * seconds, 3600 if left out; {@code mfa} is optional, and each of its codes is good once; {@code
 * packedSizeLimit} is in bytes; the names under {@code faults} are those of {@link Call#name()}; an
 * {@code altered} answer has other texts in its elements, none where it says {@code null}, a {@code
 * Date} and {@code Expiration} that are off by {@code clockSeconds}, and no {@code Date} if it is
 * not {@code dated}. Keys that are not known here are errors.
 *
 * @param providers the OIDC providers of all accounts
 * @param roles the roles of all accounts
 * @param users the users of all accounts
 * @param packedSizeLimit the space for session policies and tags in a session token, in bytes
 * @param faults what goes wrong, in order, by the name of the call
 */
public record World(
    List<OidcProvider> providers,
    List<Role> roles,
    List<User> users,
    int packedSizeLimit,
    Map<String, List<Fault>> faults) {
  private static final String STANDARD = "standard-world.json";

  /** Copies lists and maps. */
  public World {
    providers = List.copyOf(providers);
    roles = List.copyOf(roles);
    users = List.copyOf(users);
    faults = Map.copyOf(faults);
  }

  /**
   * The world of {@code standard-world.json}. Account 111122223333 has providers for GitHub and
   * GitLab with the client id {@code sts.amazonaws.com}, a user {@code ci}, and the roles
   *
   * <ul>
   *   <li>{@code Deploy}: any job of the GitHub repository octo-org/octo-repo with a subject in
   *       name form, and the branch main of the GitLab project acme/shop;
   *   <li>{@code Prod}: the environment prod of octo-org/octo-repo, with a subject in either form;
   *   <li>{@code Chained}: the role Deploy and the user, with tags and source identity, up to 12
   *       hours;
   *   <li>{@code Long}: octo-org/octo-repo, and the user without tags, up to 12 hours.
   * </ul>
   *
   * <p>Account 444455556666 has a provider for GitHub and the roles {@code Other}
   * (octo-org/octo-repo, and everybody in 111122223333) and {@code Partner} (everybody in
   * 111122223333 who knows the external id {@code partner-42}).
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
   * @throws IllegalArgumentException when it is not JSON, has keys that are not known, or AWS would
   *     refuse what it says
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

  /** This world with one more provider. */
  public World withProvider(String account, String issuer, String... clientIds) {
    List<OidcProvider> more = new ArrayList<>(providers);
    more.add(new OidcProvider(account, issuer, List.of(clientIds)));
    return new World(more, roles, users, packedSizeLimit, faults);
  }

  /** This world with one more role, or with another one of the same ARN. */
  public World withRole(Role role) {
    List<Role> more = new ArrayList<>(roles);
    more.removeIf(old -> old.arn().equals(role.arn()));
    more.add(role);
    return new World(providers, more, users, packedSizeLimit, faults);
  }

  /** This world with one more user, or with another one of the same ARN. */
  public World withUser(User user) {
    List<User> more = new ArrayList<>(users);
    more.removeIf(old -> old.arn().equals(user.arn()));
    more.add(user);
    return new World(providers, roles, more, packedSizeLimit, faults);
  }

  /** This world with another space for session policies and tags, in bytes. */
  public World withPackedSizeLimit(int limit) {
    return new World(providers, roles, users, limit, faults);
  }

  /** This world with faults for the next calls of a name. */
  public World withFaults(String callName, Fault... next) {
    Map<String, List<Fault>> more = new LinkedHashMap<>(faults);
    more.put(callName, List.of(next));
    return new World(providers, roles, users, packedSizeLimit, more);
  }

  Directory directory() {
    return new Directory(providers, roles, users);
  }
}
