package io.github.rolecall.testkit.sts;

import io.github.rolecall.testkit.iam.ClaimKeys;
import io.github.rolecall.testkit.iam.OidcProvider;
import io.github.rolecall.testkit.iam.RequestContext;
import io.github.rolecall.testkit.oidc.Jwt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A web identity token that STS has verified.
 *
 * @param jwt the token
 * @param provider the OIDC provider for the issuer in the account of the role
 * @param audience the audience that STS uses
 * @param subject the subject
 */
record VerifiedToken(Jwt jwt, OidcProvider provider, String audience, String subject) {
  private static final String TAGS_CLAIM = "https://aws.amazon.com/tags";
  private static final String FLAT_TAG = TAGS_CLAIM + "/principal_tags/";
  private static final String FLAT_TRANSITIVE = TAGS_CLAIM + "/transitive_tag_keys";

  /** The condition keys of the token. */
  RequestContext context(String partition) {
    String prefix = provider.name() + ":";
    RequestContext context =
        RequestContext.empty()
            .with(prefix + "sub", subject)
            .with(prefix + "aud", audience)
            .with(prefix + "oaud", jwt.has("azp") ? jwt.values("aud") : List.of())
            .with("aws:FederatedProvider", provider.arn(partition).toString())
            .with(
                "sts:RoleAuthorizedByIdp", String.valueOf(jwt.has("https://aws.amazon.com/roles")));
    for (String claim : ClaimKeys.of(provider)) {
      context = context.with(prefix + claim, jwt.values(claim));
    }
    return context;
  }

  /** The source identity in the token. */
  Optional<String> sourceIdentity() {
    return jwt.text("https://aws.amazon.com/source_identity");
  }

  /** The session tags in the token, in nested or flattened form. */
  SessionTags tags() {
    List<Map<String, String>> members = new ArrayList<>();
    List<String> transitive = new ArrayList<>(jwt.values(FLAT_TRANSITIVE));
    JsonNode nested = jwt.claim(TAGS_CLAIM);
    nested
        .path("principal_tags")
        .properties()
        .forEach(tag -> members.add(tag(tag.getKey(), tag.getValue())));
    nested.path("transitive_tag_keys").forEach(key -> transitive.add(key.asString("")));
    for (String claim : jwt.claimNames()) {
      if (claim.startsWith(FLAT_TAG)) {
        members.add(tag(claim.substring(FLAT_TAG.length()), jwt.claim(claim)));
      }
    }
    return SessionTags.read(members, transitive, new Constraints());
  }

  private static Map<String, String> tag(String key, JsonNode value) {
    return Map.of("Key", key, "Value", (value.isArray() ? value.path(0) : value).asString(""));
  }
}
