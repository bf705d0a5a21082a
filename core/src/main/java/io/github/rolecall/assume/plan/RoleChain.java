package io.github.rolecall.assume.plan;

import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.model.Role;
import io.github.rolecall.model.RoleRef;
import io.github.rolecall.model.SessionPolicies;
import io.github.rolecall.model.SessionTag;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Plans which roles to assume, and how. Flat inputs describe the session that the user gets, so
 * they apply to the last role. Roles before it are assumed for the shortest duration and without
 * other options. In a file, each role has options of its own.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">STS,
 *     AssumeRole</a>
 */
final class RoleChain {
  private static final RoleRef NO_ROLE = new RoleRef("", Optional.empty());
  private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
  private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
  private static final Pattern POLICY_ARN =
      Pattern.compile("arn:aws[a-z-]*:iam::(aws|\\d{12}):policy/[\\x21-\\x7E]+");
  private static final List<Input> UNUSED_WITH_TOKEN =
      List.of(
          Input.CUSTOM_TAGS,
          Input.TRANSITIVE_TAG_KEYS,
          Input.ROLE_EXTERNAL_ID,
          Input.ROLE_SOURCE_IDENTITY);
  private static final int SHORTEST_SESSION = 900;
  private static final int LONGEST_CHAINED_SESSION = 3600;
  private static final int LONGEST_POLICY = 2048;
  private static final int MOST_POLICIES = 10;

  private final Inputs inputs;
  private final CiPlatform platform;
  private final SourceChoice.Chosen chosen;
  private final List<String> warnings = new ArrayList<>();

  RoleChain(Inputs inputs, CiPlatform platform, SourceChoice.Chosen chosen) {
    this.inputs = inputs;
    this.platform = platform;
    this.chosen = chosen;
  }

  /**
   * Checks all options, also those that have no effect here, so that every mistake is reported.
   * Fails with {@link InputProblem}.
   */
  List<Role> roles() {
    List<Inputs> chain = inputs.chain();
    var roles = new ArrayList<Role>();
    if (chosen.firstRole().isPresent()) {
      RoleRef target = target(inputs, chosen.firstRole().get(), true);
      roles.add(
          chain.isEmpty()
              ? new RoleOptions(inputs, true, true).role(target)
              : Role.passing(target, sessionName(inputs)));
    }
    for (int i = 0; i < chain.size(); i++) {
      Inputs own = chain.get(i);
      boolean first = roles.isEmpty();
      RoleRef target = target(own, own.required(Input.ROLE_TO_ASSUME), first);
      roles.add(new RoleOptions(own, first, i == chain.size() - 1).role(target));
    }
    if (roles.isEmpty()) {
      // There is no role. Its options are read only to report mistakes in them.
      var unused = new RoleOptions(inputs, true, true).role(NO_ROLE);
    }
    if (chain.isEmpty()) {
      warnings.addAll(new OptionsWithoutRole(inputs).warnings());
    }
    return roles;
  }

  List<String> warnings() {
    return warnings;
  }

  private RoleRef target(Inputs options, String text, boolean first) {
    var invalid =
        new InputProblem.Invalid(
            options.name(Input.ROLE_TO_ASSUME),
            text,
            "the ARN of a role (arn:aws:iam::<account id of 12 digits>:role/<name>) or"
                + " the name of a role");
    RoleRef target = RoleRef.parse(text).orElseThrow(() -> new CredentialsException(invalid));
    if (chosen.source().webIdentity() && first && target.arn().isEmpty()) {
      throw new CredentialsException(new InputProblem.RoleNameNeedsAccount(text));
    }
    return target;
  }

  private String sessionName(Inputs options) {
    String standard =
        options.frontEnd() == FrontEnd.ACTION ? "GitHubActions" : platform.sessionName();
    String name = options.text(Input.ROLE_SESSION_NAME).orElse(standard);
    if (!NAME.matcher(name).matches()) {
      throw options.invalid(
          Input.ROLE_SESSION_NAME,
          "a session name of 2 to 64 characters of A-Z a-z 0-9 _ + = , . @ -");
    }
    return name;
  }

  /** The options of one role. */
  private final class RoleOptions {
    private final Inputs inputs;
    private final boolean chained;
    private final boolean last;
    private final boolean byToken;

    private RoleOptions(Inputs inputs, boolean first, boolean last) {
      this.inputs = inputs;
      this.chained = !first;
      this.last = last;
      this.byToken = first && chosen.source().webIdentity();
    }

    private Role role(RoleRef target) {
      // A file that describes each role contains all of its tags.
      boolean ofRun = last && !inputs.describesEachRole();
      List<SessionTag> tags = new SessionTags(inputs, ofRun ? platform.tags() : List.of()).all();
      Optional<String> externalId =
          matching(
              Input.ROLE_EXTERNAL_ID,
              EXTERNAL_ID,
              "2 to 1224 characters of A-Z a-z 0-9 _ + = , . @ : / -");
      Optional<String> sourceIdentity =
          matching(
              Input.ROLE_SOURCE_IDENTITY, NAME, "2 to 64 characters of A-Z a-z 0-9 _ + = , . @ -");
      List<String> transitive = transitiveTagKeys(tags);
      warnUnused();
      return new Role(
          target,
          sessionName(inputs),
          duration(),
          byToken ? Optional.empty() : externalId,
          byToken ? List.of() : tags,
          byToken ? List.of() : transitive,
          new SessionPolicies(policy(), policies()),
          byToken ? Optional.empty() : sourceIdentity);
    }

    private void warnUnused() {
      for (Input unused : UNUSED_WITH_TOKEN) {
        if (byToken && inputs.has(unused)) {
          warnings.add(
              inputs.name(unused)
                  + " has no effect with a web identity token: STS reads tags and source"
                  + " identity from the claims of the token, and has no external id"
                  + " there.");
        }
      }
    }

    private int duration() {
      int seconds =
          inputs.number(
              Input.ROLE_DURATION_SECONDS, SHORTEST_SESSION, 43200, last ? 3600 : SHORTEST_SESSION);
      if (chained && seconds > LONGEST_CHAINED_SESSION) {
        throw inputs.invalid(Input.ROLE_DURATION_SECONDS, "at most 3600 in a role chain");
      }
      return seconds;
    }

    private Optional<String> matching(Input input, Pattern form, String expected) {
      Optional<String> text = inputs.text(input);
      if (text.isPresent() && !form.matcher(text.get()).matches()) {
        throw inputs.invalid(input, expected);
      }
      return text;
    }

    private List<String> transitiveTagKeys(List<SessionTag> tags) {
      List<String> wanted = inputs.list(Input.TRANSITIVE_TAG_KEYS);
      List<String> known =
          wanted.stream()
              .filter(key -> tags.stream().anyMatch(tag -> tag.key().equals(key)))
              .toList();
      if (!byToken) {
        String name = inputs.name(Input.TRANSITIVE_TAG_KEYS);
        wanted.stream()
            .filter(key -> !known.contains(key))
            .forEach(key -> warnings.add(name + ": '" + key + "' is not a tag of the session."));
      }
      return known;
    }

    private Optional<String> policy() {
      Optional<String> policy = inputs.text(Input.INLINE_SESSION_POLICY);
      if (policy.isPresent()
          && (policy.get().length() > LONGEST_POLICY
              || JsonReader.object(policy.get()).isEmpty())) {
        throw inputs.invalid(
            Input.INLINE_SESSION_POLICY,
            "an IAM policy in JSON of at most " + LONGEST_POLICY + " characters");
      }
      return policy;
    }

    private List<String> policies() {
      List<String> arns = inputs.list(Input.MANAGED_SESSION_POLICIES);
      if (arns.size() > MOST_POLICIES
          || !arns.stream().allMatch(arn -> POLICY_ARN.matcher(arn).matches())) {
        throw inputs.invalid(
            Input.MANAGED_SESSION_POLICIES,
            "at most 10 ARNs of managed policies (arn:aws:iam::aws:policy/<name>), one per line");
      }
      return arns;
    }
  }
}
