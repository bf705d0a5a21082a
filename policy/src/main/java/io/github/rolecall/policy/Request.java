package io.github.rolecall.policy;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import io.github.rolecall.model.IsoTime;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.issuer.Issuer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request to assume a role with a web identity token, as far as it is known before AWS receives
 * it.
 *
 * @param role empty: any role with this policy, in the account that the policy names
 * @param sessionName empty: not known
 * @param region the Region of the STS endpoint; empty: not known
 */
public record Request(
    Claims claims,
    Optional<RoleArn> role,
    Optional<String> sessionName,
    Optional<String> region,
    Instant now) {
  public static final String TAGS = "https://aws.amazon.com/tags";
  static final String ROLES = "https://aws.amazon.com/roles";
  private static final String SCHEME = "https://";
  private static final String SOURCE_IDENTITY = "https://aws.amazon.com/source_identity";

  /** The same request with another token. */
  public Request of(Claims others) {
    return new Request(others, role, sessionName, region, now);
  }

  /** What is known of the issuer. */
  public Issuer issuer() {
    return Issuer.of(issuerName());
  }

  /** Whether AWS offers the claim to trust policies as a condition key. */
  public boolean offers(String claim) {
    return issuer().maps(claim);
  }

  /** The issuer as provider ARNs and condition keys name it. */
  public String issuerName() {
    String issuer = claims.issuer();
    return issuer.startsWith(SCHEME) ? issuer.substring(SCHEME.length()) : issuer;
  }

  /** The name of a condition key of the token's issuer. */
  public String keyOf(String claim) {
    return issuerName() + ":" + claim;
  }

  /** The claim of a condition key; empty for a key of another issuer. */
  public Optional<String> claimOf(String key) {
    String prefix = issuerName().toLowerCase(Locale.ROOT) + ":";
    return key.toLowerCase(Locale.ROOT).startsWith(prefix)
        ? Optional.of(key.substring(prefix.length()).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /** The claim of the condition; an empty text for a key of another issuer. */
  public String claimIn(Condition condition) {
    return claimOf(condition.key()).orElse("");
  }

  /** The value of a condition key. The letter case of keys does not count. */
  KeyValue key(String key) {
    if (Unresolved.has(key)) {
      return new KeyValue.Unknown();
    }
    return claimOf(key).map(this::claim).orElseGet(() -> global(key.toLowerCase(Locale.ROOT)));
  }

  private KeyValue claim(String name) {
    return switch (name) {
      case "aud" ->
          KeyValue.of(claims.authorizedParty().map(List::of).orElseGet(claims::audiences));
      case "oaud" ->
          KeyValue.of(claims.authorizedParty().isPresent() ? claims.audiences() : List.of());
      case "sub", "amr", "email" -> KeyValue.of(texts(claims.all().path(name)));
      default -> {
        if (!offers(name)) {
          yield new KeyValue.Absent();
        }
        // AWS does not document whether other partitions offer more than the standard claims.
        yield role.filter(arn -> !arn.partition().equals("aws")).isPresent()
            ? new KeyValue.Unknown()
            : KeyValue.of(texts(claims.all().path(name)));
      }
    };
  }

  private KeyValue global(String key) {
    if (key.startsWith("aws:requesttag/")) {
      String wanted = key.substring("aws:requesttag/".length());
      return KeyValue.of(
          tags().stream()
              .filter(tag -> LetterCase.same(tag.key(), wanted))
              .map(Tag::value)
              .limit(1)
              .toList());
    }
    return switch (key) {
      case "aws:tagkeys" -> KeyValue.of(tags().stream().map(Tag::key).toList());
      case "sts:transitivetagkeys" -> KeyValue.of(transitiveTagKeys());
      case "sts:rolesessionname" -> KeyValue.ofKnown(sessionName);
      case "sts:sourceidentity" -> KeyValue.of(sourceIdentity().stream().toList());
      case "sts:roleauthorizedbyidp" -> KeyValue.of(String.valueOf(claims.all().has(ROLES)));
      case "aws:federatedprovider" ->
          KeyValue.ofKnown(
              role.map(arn -> Principals.provider(issuerName(), arn.partition(), arn.account())));
      case "aws:currenttime" -> KeyValue.of(IsoTime.write(now));
      case "aws:epochtime" -> KeyValue.of(String.valueOf(now.getEpochSecond()));
      case "aws:securetransport" -> KeyValue.of("true");
      case "aws:requestedregion" -> KeyValue.ofKnown(region);
      // The call is not signed and has no such parameter.
      case "aws:multifactorauthpresent", "aws:multifactorauthage", "sts:externalid" ->
          new KeyValue.Absent();
      default -> ofAnotherIssuer(key) ? new KeyValue.Absent() : new KeyValue.Unknown();
    };
  }

  /** AWS sets only the keys of the token's own issuer. */
  public static boolean ofAnotherIssuer(String key) {
    int colon = key.lastIndexOf(':');
    return colon < 0 || key.startsWith("saml:") || key.substring(0, colon).contains(".");
  }

  /** A session tag from the token. */
  private record Tag(String key, String value) {}

  public boolean hasTags() {
    return !tags().isEmpty();
  }

  public Optional<String> sourceIdentity() {
    return claims.claim(SOURCE_IDENTITY);
  }

  /** The roles that the issuer allows for the token; empty: it does not restrict them. */
  public Optional<List<String>> roles() {
    return claims.all().has(ROLES)
        ? Optional.of(texts(claims.all().path(ROLES)))
        : Optional.empty();
  }

  /** Reads the nested and the flattened form; a value may be a list with one item. */
  private List<Tag> tags() {
    var tags = new ArrayList<Tag>();
    JsonValue all = claims.all();
    all.path(TAGS).path("principal_tags").members().forEach((key, value) -> add(tags, key, value));
    String flat = TAGS + "/principal_tags/";
    all.members().entrySet().stream()
        .filter(claim -> claim.getKey().startsWith(flat))
        .forEach(claim -> add(tags, claim.getKey().substring(flat.length()), claim.getValue()));
    return tags;
  }

  private static void add(List<Tag> tags, String key, JsonValue value) {
    texts(value).stream().limit(1).forEach(text -> tags.add(new Tag(key, text)));
  }

  private List<String> transitiveTagKeys() {
    var keys = new ArrayList<>(texts(claims.all().path(TAGS).path("transitive_tag_keys")));
    keys.addAll(texts(claims.all().path(TAGS + "/transitive_tag_keys")));
    return keys;
  }

  /** The values of a claim as condition keys have them; empty for an object. */
  private static List<String> texts(JsonValue claim) {
    if (claim.isArray()) {
      return claim.items().stream().filter(JsonValue::isScalar).map(JsonValue::text).toList();
    }
    return claim.isScalar() && !claim.isNull() ? List.of(claim.text()) : List.of();
  }
}
