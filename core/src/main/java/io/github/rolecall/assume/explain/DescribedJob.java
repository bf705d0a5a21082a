package io.github.rolecall.assume.explain;

import io.github.rolecall.input.Inputs;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import io.github.rolecall.model.Partition;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Builds the claims of a job that the user describes with inputs. */
final class DescribedJob {
  private static final Pattern REPOSITORY = Pattern.compile("[^/@:\\s*?]+/[^/@:\\s*?]+");
  private static final Pattern PROJECT = Pattern.compile("[^/:\\s*?]+(/[^/:\\s*?]+)+");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");
  private static final List<Input> ISSUERS =
      List.of(Input.REPOSITORY, Input.GITLAB, Input.PULUMI_ORG);
  private static final Pattern ID = Pattern.compile("\\d+");

  private final Inputs inputs;
  private final Optional<RoleArn> role;
  private final List<String> notes = new ArrayList<>();

  DescribedJob(Inputs inputs, Optional<RoleArn> role) {
    this.inputs = inputs;
    this.role = role;
  }

  /** Returns the claims; empty when the inputs describe no job. Fails with {@code InputProblem}. */
  Optional<Claims> claims() {
    List<Input> described = ISSUERS.stream().filter(inputs::has).toList();
    if (described.size() > 1) {
      throw inputs.conflict(described.get(0), described.get(1), "a job can have only one of them");
    }
    if (described.isEmpty()) {
      return Optional.empty();
    }
    var claims = new LinkedHashMap<String, String>();
    String partition = role.map(RoleArn::partition).orElse(Partition.AWS.id());
    claims.put("aud", inputs.text(Input.AUDIENCE).orElse(Partition.audience(partition)));
    switch (described.get(0)) {
      case REPOSITORY -> gitHub(claims);
      case GITLAB -> gitLab(claims);
      default -> pulumi(claims);
    }
    return Optional.of(new Claims(JsonValue.ofTexts(claims)));
  }

  /** Returns advice that would make the policy better. */
  List<String> notes() {
    return notes;
  }

  private void gitHub(Map<String, String> claims) {
    String repository = matching(Input.REPOSITORY, REPOSITORY, "OWNER/REPO, without github.com");
    claims.put("iss", issuer("https://token.actions.githubusercontent.com"));
    claims.put("repository", repository);
    Optional<String> environment = inputs.text(Input.ENVIRONMENT);
    boolean pullRequest = inputs.flag(Input.PULL_REQUEST, false);
    Optional<String> ref = ref("refs/heads/", "refs/tags/");
    if (pullRequest && (environment.isPresent() || ref.isPresent())) {
      Input other = inputs.has(Input.BRANCH) ? Input.BRANCH : Input.TAG;
      throw inputs.conflict(
          Input.PULL_REQUEST,
          environment.isPresent() ? Input.ENVIRONMENT : other,
          "the subject of a job can have only one of them");
    }
    String context =
        environment
            .map(name -> "environment:" + name.replace(":", "%3A"))
            .or(() -> ref.map(full -> "ref:" + full))
            .orElse("pull_request");
    if (!pullRequest && environment.isEmpty() && ref.isEmpty()) {
      throw incomplete(Input.REPOSITORY, Input.BRANCH, "tag, environment or pull-request");
    }
    claims.put("sub", "repo:" + repository + ":" + context);
    environment.ifPresent(name -> claims.put("environment", name));
    ref.ifPresent(full -> claims.put("ref", full));
    id(Input.REPOSITORY_ID, "repository_id", claims);
    id(Input.REPOSITORY_OWNER_ID, "repository_owner_id", claims);
    if (!claims.containsKey("repository_id") || !claims.containsKey("repository_owner_id")) {
      notes.add(
          ("The policy has no ids, so it does not match repositories that were created,"
                  + " renamed or moved since 15 July 2026: their subjects have ids. After a"
                  + " rename, it also trusts anyone who registers the old name. Set %s and %s:"
                  + " gh api repos/%s --jq '.id, .owner.id'")
              .formatted(
                  inputs.frontEnd().spell(Input.REPOSITORY_ID),
                  inputs.frontEnd().spell(Input.REPOSITORY_OWNER_ID),
                  repository));
    }
  }

  private void gitLab(Map<String, String> claims) {
    String project =
        matching(Input.GITLAB, PROJECT, "the path of a project, GROUP/PROJECT, without the host");
    claims.put("iss", issuer("https://gitlab.com"));
    Optional<String> ref = ref("branch:ref:", "tag:ref:");
    if (ref.isEmpty()) {
      throw incomplete(Input.GITLAB, Input.BRANCH, "tag");
    }
    for (Input other : List.of(Input.ENVIRONMENT, Input.PULL_REQUEST)) {
      if (inputs.has(other)) {
        throw inputs.conflict(Input.GITLAB, other, "GitLab's subjects name a branch or a tag only");
      }
    }
    claims.put("sub", "project_path:" + project + ":ref_type:" + ref.get());
    id(Input.PROJECT_ID, "project_id", claims);
  }

  /**
   * Pulumi Deployments of a project. The subject ends with the stack and the operation; both may be
   * any.
   *
   * @see <a href="https://www.pulumi.com/docs/deployments/deployments/oidc/aws/">Pulumi, OIDC for
   *     AWS</a>
   */
  private void pulumi(Map<String, String> claims) {
    String org = matching(Input.PULUMI_ORG, NAME, "the name of an organization");
    if (!inputs.has(Input.PULUMI_PROJECT)) {
      throw inputs.incomplete(
          Input.PULUMI_ORG,
          Input.PULUMI_PROJECT,
          "without it, every project of the organization could assume the role");
    }
    for (Input other : List.of(Input.ENVIRONMENT, Input.PULL_REQUEST, Input.BRANCH, Input.TAG)) {
      if (inputs.has(other)) {
        throw inputs.conflict(
            Input.PULUMI_ORG, other, "Pulumi's subjects name projects and stacks only");
      }
    }
    String project = matching(Input.PULUMI_PROJECT, NAME, "the name of a project");
    String stack =
        inputs.has(Input.PULUMI_STACK)
            ? "stack:" + matching(Input.PULUMI_STACK, NAME, "the name of a stack") + ":"
            : "";
    claims.put("iss", issuer("https://api.pulumi.com/oidc"));
    claims.put("aud", inputs.text(Input.AUDIENCE).orElse(org));
    claims.put("sub", "pulumi:deploy:org:" + org + ":project:" + project + ":" + stack + "*");
  }

  private Optional<String> ref(String branch, String tag) {
    if (inputs.has(Input.BRANCH) && inputs.has(Input.TAG)) {
      throw inputs.conflict(Input.BRANCH, Input.TAG, "a job can run for only one of them");
    }
    return inputs
        .text(Input.BRANCH)
        .map(name -> branch + name.replaceFirst("^refs/heads/", ""))
        .or(() -> inputs.text(Input.TAG).map(name -> tag + name.replaceFirst("^refs/tags/", "")));
  }

  private String issuer(String standard) {
    String issuer = inputs.text(Input.ISSUER).orElse(standard);
    if (!issuer.matches("https://[^/\\s?#]+(/[^\\s?#]*[^/\\s?#])?")) {
      throw inputs.invalid(Input.ISSUER, "an https URL without a trailing slash");
    }
    return issuer;
  }

  private void id(Input input, String claim, Map<String, String> claims) {
    if (inputs.has(input)) {
      claims.put(claim, matching(input, ID, "a number"));
    }
  }

  private String matching(Input input, Pattern form, String expected) {
    String text = inputs.required(input);
    if (!form.matcher(text).matches()) {
      throw inputs.invalid(input, expected);
    }
    return text;
  }

  private CredentialsException incomplete(Input set, Input needed, String others) {
    return inputs.incomplete(
        set, needed, "a trust policy must select jobs, by this option or by " + others);
  }
}
