package io.github.rolecall.option;

import static io.github.rolecall.option.FrontEnd.ACTION;
import static io.github.rolecall.option.FrontEnd.COMMAND;
import static io.github.rolecall.option.FrontEnd.MAVEN;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The one table of everything a user can set. A contract test keeps it equal to {@code action.yml},
 * the parameters of the mojo, the options of the command and the reference in the docs.
 */
public enum Input {
  AWS_REGION(
      Option.of("aws-region")
          .environment("AWS_REGION", "AWS_DEFAULT_REGION")
          .alsoFor(Goal.WHOAMI)
          .documented(
              "The AWS Region whose STS is asked and which later steps get, for example"
                  + " `eu-central-1`. Required; outside the action, the Region of the profile stands"
                  + " in for it.")),
  CONFIG(
      Option.of("config")
          .alsoFor(Goal.TRUST_POLICY, Goal.WHOAMI)
          .documented(
              "File of settings, in YAML or JSON: inputs by their names, the options of Pulumi's"
                  + " AWS provider, a `Pulumi.<stack>.yaml`, a Pulumi ESC environment, or the"
                  + " settings of Pulumi Deployments. What is set here goes before it; it goes"
                  + " before environment variables. A relative path starts at the work"
                  + " directory.")),
  TRANSLATE_ENV_VARIABLES(
      Option.of("translate-env-variables")
          .kind(Kind.FLAG)
          .standard("true")
          .alsoFor(Goal.TRUST_POLICY, Goal.WHOAMI)
          .documented(
              "`false` takes no input from environment variables, so that an earlier step or the"
                  + " settings of a runner cannot set what is not written here. Variables that AWS"
                  + " tools read, such as `AWS_ACCESS_KEY_ID`, `AWS_PROFILE` and"
                  + " `AWS_ENDPOINT_URL_STS`, are not inputs and are still read. No environment"
                  + " variable sets this input.")),
  ROLE_TO_ASSUME(
      Option.of("role-to-assume")
          .arns()
          .environment("ROLE_TO_ASSUME")
          .guarded()
          .outsideTheAction("AWS_ROLE_ARN")
          .alsoFor(Goal.TRUST_POLICY)
          .documented(
              "ARN of the role to assume. Several, one a line, are assumed one after the other"
                  + " (role chaining). With keys or ambient credentials a bare role name is enough:"
                  + " it is completed with the account and partition of the caller.")),
  ROLE_SESSION_NAME(
      Option.of("role-session-name")
          .environment("ROLE_SESSION_NAME")
          .outsideTheAction("AWS_ROLE_SESSION_NAME")
          .standard("`GitHubActions` in the GitHub action, elsewhere the name of the CI run")
          .documented(
              "Name of the role session, seen in CloudTrail and in the session's ARN: 2 to 64"
                  + " characters of `A-Z a-z 0-9 _ + = , . @ -`.")),
  ROLE_DURATION_SECONDS(
      Option.of("role-duration-seconds")
          .kind(Kind.NUMBER)
          .environment("ROLE_DURATION_SECONDS")
          .standard("3600")
          .documented(
              "How long the credentials are valid, in seconds: 900 to 43200, at most what the role"
                  + " allows, and at most 3600 where a role is assumed from another role.")),
  ROLE_EXTERNAL_ID(
      Option.of("role-external-id")
          .environment("ROLE_EXTERNAL_ID")
          .documented(
              "External id that the trust policy of the role asks for. Not used with a web identity"
                  + " token, for which STS has no such parameter.")),
  ROLE_SOURCE_IDENTITY(
      Option.of("role-source-identity")
          .documented(
              "Source identity of the session, which stays the same along a chain of roles and"
                  + " stands in CloudTrail: 2 to 64 characters of `A-Z a-z 0-9 _ + = , . @ -`. The"
                  + " trust policy must allow `sts:SetSourceIdentity`. Not used with a web identity"
                  + " token, which says it itself.")),
  ROLE_CHAINING(
      Option.of("role-chaining")
          .kind(Kind.FLAG)
          .environment("ROLE_CHAINING")
          .standard("false")
          .documented(
              "`true` assumes the role from the credentials that the environment already has,"
                  + " instead of from the token of the CI job.")),
  ROLE_SKIP_SESSION_TAGGING(
      Option.of("role-skip-session-tagging")
          .kind(Kind.FLAG)
          .environment("ROLE_SKIP_SESSION_TAGGING")
          .standard("false")
          .documented(
              "`true` sends no session tags, for trust policies that do not allow"
                  + " `sts:TagSession`.")),
  CUSTOM_TAGS(
      Option.of("custom-tags")
          .documented(
              "Further session tags, as a JSON object of strings, numbers and booleans. Not used"
                  + " with a web identity token: there, tags come from its claims.")),
  TRANSITIVE_TAG_KEYS(
      Option.of("transitive-tag-keys")
          .kind(Kind.LIST)
          .environment("TRANSITIVE_TAG_KEYS")
          .documented("Keys of session tags that a chained role session keeps, one a line.")),
  INLINE_SESSION_POLICY(
      Option.of("inline-session-policy")
          .environment("INLINE_SESSION_POLICY")
          .guarded()
          .documented(
              "IAM policy in JSON that narrows what the session may do, at most 2048"
                  + " characters.")),
  MANAGED_SESSION_POLICIES(
      Option.of("managed-session-policies")
          .arns()
          .environment("MANAGED_SESSION_POLICIES")
          .guarded()
          .documented(
              "ARNs of managed policies that narrow what the session may do, one a line, at most"
                  + " 10.")),
  AUDIENCE(
      Option.of("audience")
          .environment("AUDIENCE")
          .standard("`sts.amazonaws.com`, in China `sts.amazonaws.com.cn`")
          .alsoFor(Goal.TRUST_POLICY)
          .documented(
              "Audience of the web identity token: a client id of the OIDC provider in IAM. GitHub"
                  + " issues the token for it; where the CI system has fixed the audience (GitLab)"
                  + " it is only compared.")),
  WEB_IDENTITY_TOKEN_FILE(
      Option.of("web-identity-token-file")
          .environment("WEB_IDENTITY_TOKEN_FILE")
          .alsoFor(Goal.TRUST_POLICY)
          .documented(
              "File with a web identity token to use instead of the CI job's own. A relative path"
                  + " starts at the work directory.")),
  WEB_IDENTITY_TOKEN(
      Option.of("web-identity-token")
          .secret()
          .only(ACTION)
          .documented(
              "Web identity token to use instead of the CI job's own, where neither a file nor a"
                  + " variable has it.")),
  WEB_IDENTITY_TOKEN_ENV(
      Option.of("web-identity-token-env")
          .standard("`AWS_ID_TOKEN` on GitLab and Jenkins")
          .alsoFor(Goal.TRUST_POLICY)
          .documented(
              "Name of an environment variable that holds a web identity token, as GitLab's"
                  + " `id_tokens` sets it.")),
  WEB_IDENTITY_TOKEN_COMMAND(
      Option.of("web-identity-token-command")
          .only(MAVEN, COMMAND)
          .alsoFor(Goal.TRUST_POLICY)
          .documented(
              "Command that prints a web identity token, for CI systems that Rolecall does not"
                  + " know. It runs without a shell and has 60 seconds.")),
  AWS_ACCESS_KEY_ID(
      Option.of("aws-access-key-id")
          .only(ACTION)
          .documented("Access key id to start from, when there is no token.")),
  AWS_SECRET_ACCESS_KEY(
      Option.of("aws-secret-access-key")
          .secret()
          .only(ACTION)
          .documented("Secret access key that belongs to `aws-access-key-id`.")),
  AWS_SESSION_TOKEN(
      Option.of("aws-session-token")
          .secret()
          .only(ACTION)
          .documented("Session token that belongs to `aws-access-key-id`, if that is temporary.")),
  ACCESS_KEY_ID_ENV(
      Option.of("access-key-id-env")
          .only(MAVEN, COMMAND)
          .alsoFor(Goal.WHOAMI)
          .documented(
              "Name of the environment variable that holds the access key id to start from. The"
                  + " name, never the value: Maven prints parameters and everyone can read a"
                  + " process's arguments.")),
  SECRET_ACCESS_KEY_ENV(
      Option.of("secret-access-key-env")
          .only(MAVEN, COMMAND)
          .alsoFor(Goal.WHOAMI)
          .documented("Name of the environment variable that holds the secret access key.")),
  SESSION_TOKEN_ENV(
      Option.of("session-token-env")
          .only(MAVEN, COMMAND)
          .alsoFor(Goal.WHOAMI)
          .documented(
              "Name of the environment variable that holds the session token, if the key is"
                  + " temporary.")),
  SERVER_ID(
      Option.of("server-id")
          .only(MAVEN)
          .alsoFor(Goal.WHOAMI)
          .documented(
              "Id of a `<server>` in settings.xml whose username is the access key id and whose"
                  + " password, best encrypted, is the secret access key.")),
  SOURCE_PROFILE(
      Option.of("source-profile")
          .alsoFor(Goal.WHOAMI)
          .documented("Profile of the AWS config and credentials files to start from.")),
  FORCE_SKIP_OIDC(
      Option.of("force-skip-oidc")
          .kind(Kind.FLAG)
          .standard("false")
          .documented("`true` never uses the token of the CI job, even where there is one.")),
  USE_EXISTING_CREDENTIALS(
      Option.of("use-existing-credentials")
          .kind(Kind.FLAG)
          .environment("USE_EXISTING_CREDENTIALS")
          .standard("false")
          .documented(
              "`true` keeps the credentials that the environment already has, if AWS accepts them"
                  + " and the account guards allow them.")),
  UNSET_CURRENT_CREDENTIALS(
      Option.of("unset-current-credentials")
          .kind(Kind.FLAG)
          .environment("UNSET_CURRENT_CREDENTIALS")
          .standard("false")
          .documented(
              "`true` neither uses the credentials that are in the environment nor, where later"
                  + " steps get variables, leaves them to those.")),
  ALLOWED_ACCOUNT_IDS(
      Option.of("allowed-account-ids")
          .kind(Kind.LIST)
          .alsoFor(Goal.WHOAMI)
          .documented(
              "Account ids, separated by commas, one of which the credentials must belong to."
                  + " Checked before anything is handed on.")),
  FORBIDDEN_ACCOUNT_IDS(
      Option.of("forbidden-account-ids")
          .kind(Kind.LIST)
          .alsoFor(Goal.WHOAMI)
          .documented(
              "Account ids, separated by commas, to which the credentials must not belong. Checked"
                  + " before anything is handed on.")),
  MASK_AWS_ACCOUNT_ID(
      Option.of("mask-aws-account-id")
          .kind(Kind.FLAG)
          .environment("MASK_AWS_ACCOUNT_ID")
          .standard("false")
          .documented(
              "`true` hides the account id and the role session's ARN in the log, where the CI"
                  + " system can mask.")),
  SPECIAL_CHARACTERS_WORKAROUND(
      Option.of("special-characters-workaround")
          .kind(Kind.FLAG)
          .environment("SPECIAL_CHARACTERS_WORKAROUND")
          .standard("false")
          .onlyFor(Goal.ASSUME)
          .documented(
              "`true` asks again, at most 30 times, until the secret access key has only letters"
                  + " and digits, for tools that cannot take others.")),
  HTTP_PROXY(
      Option.of("http-proxy")
          .standard("`HTTPS_PROXY` or `HTTP_PROXY` of the environment, in either case")
          .alsoFor(Goal.TRUST_POLICY, Goal.WHOAMI)
          .documented(
              "Proxy for STS and for the token request: `http://host:port`. If it wants user and"
                  + " password, the action takes `http://user:password@host:port`; a pom or a"
                  + " command line does not, as everyone could read them there: set the"
                  + " environment variable `HTTPS_PROXY`.")),
  NO_PROXY(
      Option.of("no-proxy")
          .standard("`NO_PROXY` of the environment, in either case")
          .alsoFor(Goal.TRUST_POLICY, Goal.WHOAMI)
          .documented(
              "Hosts reached without the proxy, separated by commas: `host`, `host:port`,"
                  + " `.domain`, `*`.")),
  STS_ENDPOINT(
      Option.of("sts-endpoint")
          .standard("`AWS_ENDPOINT_URL_STS`, `AWS_ENDPOINT_URL`, else that of the Region")
          .alsoFor(Goal.WHOAMI)
          .documented("URL of the STS to ask, for VPC endpoints and compatible services.")),
  STS_REGION(
      Option.of("sts-region")
          .standard("the Region of `aws-region`")
          .alsoFor(Goal.WHOAMI)
          .documented("The AWS Region whose STS is asked, where later steps get another one.")),
  DISABLE_RETRY(
      Option.of("disable-retry")
          .kind(Kind.FLAG)
          .environment("DISABLE_RETRY")
          .standard("false")
          .alsoFor(Goal.TRUST_POLICY, Goal.WHOAMI)
          .documented("`true` makes every call once only.")),
  RETRY_MAX_ATTEMPTS(
      Option.of("retry-max-attempts")
          .kind(Kind.NUMBER)
          .environment("RETRY_MAX_ATTEMPTS")
          .standard("12")
          .alsoFor(Goal.TRUST_POLICY, Goal.WHOAMI)
          .documented(
              "How often a call is made at most, 1 to 100. Only what can succeed is tried again,"
                  + " and never for longer than 60 seconds.")),
  ACTION_TIMEOUT_S(
      Option.of("action-timeout-s")
          .kind(Kind.NUMBER)
          .standard("120")
          .alsoFor(Goal.WHOAMI)
          .documented(
              "Time limit for the whole run, in seconds, 1 to 86400. `0`: no limit for the run;"
                  + " a call still fails after 15 seconds without an answer, and is retried for at"
                  + " most 60.")),
  OUTPUT_CREDENTIALS(
      Option.of("output-credentials")
          .kind(Kind.FLAG)
          .environment("OUTPUT_CREDENTIALS")
          .only(ACTION)
          .standard("false")
          .documented("`true` also sets the credentials as outputs of the step.")),
  OUTPUT_ENV_CREDENTIALS(
      Option.of("output-env-credentials")
          .kind(Kind.FLAG)
          .only(ACTION)
          .standard("`true`, with `aws-profile` `false`")
          .documented("Whether later steps get the credentials as environment variables.")),
  AWS_PROFILE(
      Option.of("aws-profile")
          .only(ACTION, COMMAND)
          .documented(
              "Profile to write the credentials to, in the AWS config and credentials files. Its"
                  + " name has no blanks, brackets or slashes.")),
  OVERWRITE_AWS_PROFILE(
      Option.of("overwrite-aws-profile")
          .kind(Kind.FLAG)
          .environment("OVERWRITE_AWS_PROFILE")
          .only(ACTION, COMMAND)
          .standard("false")
          .documented("`true` replaces the profile `aws-profile` if it exists.")),
  ENVIRONMENT_PREFIX(
      Option.of("environment-prefix")
          .onlyFor(Goal.ASSUME)
          .documented(
              "Stands before the names of the variables: with `STAGING_`, later steps get"
                  + " `STAGING_AWS_ACCESS_KEY_ID` and so on, and no AWS tool finds the credentials"
                  + " by itself. Capital letters, digits and `_`.")),
  ROLES(
      Option.of("roles")
          .only(ACTION, MAVEN)
          .documented(
              "Several roles at once, as a YAML list. Each entry has a `name`, a `role-to-assume`"
                  + " (or a list: a chain) and what is to be different for it: Region, duration,"
                  + " policies, tags, audience, accounts; and where its credentials go:"
                  + " `aws-profile`, `environment-prefix`, `output-credentials`"
                  + " (`NAME-aws-access-key-id` and so on) or `output-env-credentials`. If one fails,"
                  + " nothing is handed on.")
          .inPom(
              "Several roles at once. Each entry has a `name`, a `roleToAssume` (or a list: a"
                  + " chain) and what is to be different for it: Region, duration, policies, tags,"
                  + " audience, accounts; and who gets its credentials: `for` or"
                  + " `environmentPrefix`, which all but one must have. If one fails, nothing is"
                  + " handed on.")),
  EXPORT(
      Option.of("export")
          .only(MAVEN)
          .standard(
              "`env`; where keys would be printed or stored (`-X` without masks, a build inside"
                  + " another build on GitHub, the Maven build cache), `endpoint`")
          .onlyFor(Goal.ASSUME)
          .documented(
              "How later goals get the credentials: `env` (variables and system properties), `file`"
                  + " (a profile in the AWS files, until the build ends), or `endpoint` (an address"
                  + " in this build that AWS SDKs ask).")),
  FOR(
      Option.of("for")
          .kind(Kind.LIST)
          .only(MAVEN)
          .standard("all goals that no other execution names")
          .onlyFor(Goal.ASSUME)
          .documented(
              "The goals that get these credentials, as `plugin`, `plugin:goal`,"
                  + " `plugin:goal@execution` or `@execution`; `*` stands for any text. A plugin is"
                  + " its prefix, its artifact id, or both ids.")),
  GOALS(
      Option.of("goals")
          .kind(Kind.LIST)
          .only(MAVEN)
          .onlyFor(Goal.ASSUME)
          .documented(
              "Further goals that start processes, as `groupId:artifactId:goal`. Their parameter"
                  + " for environment variables is found by its type and name.")),
  REQUIRED(
      Option.of("required")
          .kind(Kind.FLAG)
          .only(MAVEN)
          .standard("true")
          .onlyFor(Goal.ASSUME)
          .documented(
              "`false` only warns where there is no token and there are no credentials to start"
                  + " from, as on a laptop. A refusal by AWS still fails the build.")),
  LAZY(
      Option.of("lazy")
          .kind(Kind.FLAG)
          .only(MAVEN)
          .standard("false")
          .onlyFor(Goal.ASSUME)
          .documented(
              "`true` assumes the role only when the first goal starts that may use it, so that a"
                  + " build which ends earlier calls nobody.")),
  EXPORT_TO_JOB(
      Option.of("export-to-job")
          .kind(Kind.FLAG)
          .only(MAVEN)
          .standard("true; with `for` and inside another build false")
          .onlyFor(Goal.ASSUME)
          .documented(
              "Whether later steps of the CI job get the credentials: through the environment on"
                  + " GitHub, through a file of mode 0600 on GitLab.")),
  ENV_FILE(
      Option.of("env-file")
          .only(MAVEN)
          .standard("on GitLab `rolecall.env` in the runner's temporary folder of the project")
          .onlyFor(Goal.ASSUME)
          .documented(
              "File that later commands of a job can source to get the credentials. It has mode"
                  + " 0600.")),
  DRY_RUN(
      Option.of("dry-run")
          .kind(Kind.FLAG)
          .only(MAVEN)
          .standard("false")
          .onlyFor(Goal.ASSUME)
          .documented(
              "`true` prints the plan (who, which role, why, and where it goes), calls nobody and"
                  + " hands on nothing.")),
  SKIP(
      Option.of("skip")
          .kind(Kind.FLAG)
          .only(MAVEN)
          .standard("false")
          .alsoFor(Goal.WHOAMI)
          .documented("`true` does nothing.")),
  FORMAT(
      Option.of("format")
          .only(COMMAND)
          .standard("`shell`, of `explain` `text`")
          .documented(
              "What is printed: `shell` (to `eval`), `dotenv`, `json` (the credential-process"
                  + " format), `pulumi` (an ESC environment), or `profile`, which writes the profile"
                  + " `--aws-profile`; of `explain` `text` or `json`.")),
  SHELL(
      Option.of("shell")
          .only(COMMAND)
          .standard("`sh`")
          .onlyFor(Goal.ASSUME)
          .documented("The shell that evaluates `--format shell`: `sh`, `powershell` or `fish`.")),
  OUTPUT_FILE(
      Option.of("output-file")
          .only(COMMAND)
          .onlyFor(Goal.ASSUME)
          .documented("File of mode 0600 to write to, instead of the standard output.")),
  EXPLAIN(
      Option.of("explain")
          .kind(Kind.FLAG)
          .only(ACTION)
          .standard("false")
          .onlyFor(Goal.EXPLAIN)
          .documented(
              "`true` assumes nothing, but says whether AWS would let this job have the role, and"
                  + " why. The step fails only if AWS is sure to refuse. Claims of private"
                  + " repositories are written to the job summary only with this.")),
  TRUST_POLICY(
      Option.of("trust-policy")
          .onlyFor(Goal.EXPLAIN)
          .documented(
              "File with the trust policy of the role, in JSON, or what `aws iam get-role` prints;"
                  + " for explaining. A relative path starts at the work directory.")),
  POLICY_PROFILE(
      Option.of("policy-profile")
          .onlyFor(Goal.EXPLAIN)
          .documented(
              "Profile with which the trust policy is read by `iam:GetRole`, for explaining. It is"
                  + " used for nothing else.")),
  ALL_CLAIMS(
      Option.of("all-claims")
          .kind(Kind.FLAG)
          .standard("false")
          .onlyFor(Goal.EXPLAIN)
          .documented(
              "`true` also shows the claims that AWS does not offer to trust policies, when"
                  + " explaining.")),
  CLAIMS(
      Option.of("claims")
          .only(MAVEN, COMMAND)
          .onlyFor(Goal.EXPLAIN, Goal.TRUST_POLICY)
          .documented(
              "File with the claims of a token, as a JSON object, to explain instead of the job's"
                  + " own token.")),
  REPOSITORY(
      Option.of("repository")
          .only(MAVEN, COMMAND)
          .onlyFor(Goal.TRUST_POLICY)
          .documented(
              "GitHub repository `OWNER/REPO` to write a trust policy for, instead of for the job's"
                  + " token.")),
  REPOSITORY_ID(
      Option.of("repository-id")
          .only(MAVEN, COMMAND)
          .onlyFor(Goal.TRUST_POLICY)
          .documented(
              "Id of the repository, so that the policy holds for subjects with ids and for nobody"
                  + " who takes over the name: `gh api repos/OWNER/REPO --jq .id`.")),
  REPOSITORY_OWNER_ID(
      Option.of("repository-owner-id")
          .only(MAVEN, COMMAND)
          .onlyFor(Goal.TRUST_POLICY)
          .documented("Id of the repository's owner: `gh api repos/OWNER/REPO --jq .owner.id`.")),
  GITLAB(
      Option.of("gitlab")
          .only(MAVEN, COMMAND)
          .onlyFor(Goal.TRUST_POLICY)
          .documented(
              "Path of the GitLab project, `GROUP/PROJECT`, to write a trust policy for, instead of"
                  + " for the job's token.")),
  PROJECT_ID(
      Option.of("project-id")
          .only(MAVEN, COMMAND)
          .onlyFor(Goal.TRUST_POLICY)
          .documented("Id of the GitLab project, which stays when the project is renamed.")),
  BRANCH(
      Option.of("branch")
          .only(MAVEN, COMMAND)
          .onlyFor(Goal.TRUST_POLICY)
          .documented("Branch whose jobs the trust policy lets in.")),
  TAG(
      Option.of("tag")
          .only(MAVEN, COMMAND)
          .onlyFor(Goal.TRUST_POLICY)
          .documented("Tag whose jobs the trust policy lets in.")),
  ENVIRONMENT(
      Option.of("environment")
          .only(MAVEN, COMMAND)
          .onlyFor(Goal.TRUST_POLICY)
          .documented("GitHub environment whose jobs the trust policy lets in.")),
  PULL_REQUEST(
      Option.of("pull-request")
          .kind(Kind.FLAG)
          .only(MAVEN, COMMAND)
          .standard("false")
          .onlyFor(Goal.TRUST_POLICY)
          .documented("`true`: the trust policy lets in the jobs of pull requests.")),
  ISSUER(
      Option.of("issuer")
          .only(MAVEN, COMMAND)
          .standard("`https://token.actions.githubusercontent.com` or `https://gitlab.com`")
          .onlyFor(Goal.TRUST_POLICY)
          .documented(
              "Issuer of the tokens that the trust policy is for, where it is an enterprise's"
                  + " own.")),
  OUTPUT(
      Option.of("output")
          .only(MAVEN, COMMAND)
          .standard("`json`")
          .onlyFor(Goal.TRUST_POLICY)
          .documented(
              "How the trust policy is written: `json`, `aws-cli`, `cloudformation`, `terraform`,"
                  + " `pulumi` or `cdk`; all but the first with provider, role and a place for"
                  + " permissions."));

  /** What a value must look like, as far as that can be said without knowing the input. */
  public enum Kind {
    TEXT,
    FLAG,
    NUMBER,
    LIST
  }

  // Filled while the table is read, and not touched after that.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Option option;

  Input(Option option) {
    this.option = option;
  }

  /** The name in YAML and, with two hyphens before it, on the command line: {@code aws-region}. */
  public String key() {
    return option.key;
  }

  /** The name in a pom and, after {@code -Dcredentials.}, as a property: {@code awsRegion}. */
  public String parameter() {
    var name = new StringBuilder();
    for (String word : key().split("-", -1)) {
      name.append(
          name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name.toString();
  }

  public Kind kind() {
    return option.kind;
  }

  /** The comma between two entries of a list, as a regular expression. A line break is one too. */
  public String comma() {
    return option.comma;
  }

  /**
   * Whether a variable of this name may be set to nothing, which counts as not set, as it does for
   * AWS tools. Our own variables that choose the role or narrow its session may not: what they
   * should say would be missed by nobody.
   */
  public boolean mayBeBlank(String variable) {
    return !option.guarded || variable.startsWith("AWS_");
  }

  /** What holds when the user says nothing, in words for the documentation; empty: nothing. */
  public String standard() {
    return option.standard;
  }

  /** One to three sentences for users, in Markdown. */
  public String documentation() {
    return option.documentation;
  }

  /** The documentation of the parameter in a pom, with its default, in Markdown. */
  public String pomDocumentation() {
    String text = option.pomDocumentation.isEmpty() ? documentation() : option.pomDocumentation;
    return standard().isEmpty() ? text : text + " Default: " + standard() + ".";
  }

  /** Whether the value must never be shown. */
  public boolean secret() {
    return option.secret;
  }

  /**
   * Environment variables that stand in for the input, first one first. In the action they are
   * those of aws-actions/configure-aws-credentials, which has no others.
   */
  public List<String> environment(FrontEnd frontEnd) {
    return frontEnd == ACTION
        ? option.environment
        : Stream.concat(option.environment.stream(), option.outsideTheAction.stream()).toList();
  }

  /** Where the input can be set. */
  public Set<FrontEnd> frontEnds() {
    return option.frontEnds;
  }

  /** What the input is for. */
  public Set<Goal> goals() {
    return option.goals;
  }
}
