package io.github.rolecall.option;

import static io.github.rolecall.option.FrontEnd.ACTION;
import static io.github.rolecall.option.FrontEnd.COMMAND;
import static io.github.rolecall.option.FrontEnd.MAVEN;
import static io.github.rolecall.option.Option.arns;
import static io.github.rolecall.option.Option.flag;
import static io.github.rolecall.option.Option.list;
import static io.github.rolecall.option.Option.number;
import static io.github.rolecall.option.Option.text;
import static io.github.rolecall.option.Option.trustPolicy;
import static io.github.rolecall.option.Section.BUILD;
import static io.github.rolecall.option.Section.COMMON;
import static io.github.rolecall.option.Section.GUARDS;
import static io.github.rolecall.option.Section.IDENTITY;
import static io.github.rolecall.option.Section.NETWORK;
import static io.github.rolecall.option.Section.POLICY;
import static io.github.rolecall.option.Section.RESULT;
import static io.github.rolecall.option.Section.SESSION;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The one table of everything a user can set. A contract test keeps it equal to {@code action.yml},
 * the parameters of the mojo, the options of the command and the reference in the docs.
 */
public enum Input {
  ROLE_TO_ASSUME(
      arns()
          .environment()
          .outsideTheAction("AWS_ROLE_ARN")
          .guarded()
          .alsoFor(Goal.TRUST_POLICY)
          .in(COMMON),
      "ARN of the role to assume. For role chaining, set several ARNs, one per line."
          + " With access keys or existing credentials, the name of the role is enough:"
          + " Rolecall uses the account and partition of the caller."),
  AWS_REGION(
      text().environment("AWS_DEFAULT_REGION").alsoFor(Goal.WHOAMI).in(COMMON),
      "AWS Region of the STS endpoint, and of later steps, for example `eu-central-1`. Required;"
          + " outside the action, the Region of the profile is used if this is not set."),
  ROLE_SESSION_NAME(
      text()
          .standard("`GitHubActions` in the GitHub action, elsewhere the name of the CI run")
          .environment()
          .outsideTheAction("AWS_ROLE_SESSION_NAME")
          .in(COMMON),
      "Name of the role session, shown in CloudTrail and in the ARN of the session: 2 to"
          + " 64 characters of `A-Z a-z 0-9 _ + = , . @ -`."),
  ROLE_DURATION_SECONDS(
      number("3600").environment().in(COMMON),
      "Validity of the credentials, in seconds: 900 to 43200, and at most the maximum"
          + " session duration of the role. In a role chain at most 3600."),
  CONFIG(
      text().alsoFor(Goal.TRUST_POLICY, Goal.WHOAMI).in(COMMON),
      "File of settings, in YAML or JSON: inputs by name, the options of Pulumi's AWS"
          + " provider, a `Pulumi.<stack>.yaml`, a Pulumi ESC environment, or the settings of"
          + " Pulumi Deployments. Precedence: explicit input, then this file, then environment"
          + " variables. A relative path starts at the working directory."),
  ROLES(
      text()
          .only(ACTION, MAVEN)
          .inPom(
              "Several roles at once. Each entry has a `name`, a `roleToAssume` (for a"
                  + " chain, a list) and the options that differ for it: Region, duration,"
                  + " policies, tags, audience, accounts. It also selects who gets its"
                  + " credentials: `for` or `environmentPrefix`. Only one entry may have"
                  + " neither. If one role fails, nothing is exported.")
          .in(COMMON),
      "Several roles at once, as a YAML list. Each entry has a `name`, a `role-to-assume` (for a"
          + " chain, a list) and the options that differ for it: Region, duration, policies, tags,"
          + " audience, accounts. It also selects where its credentials go: `aws-profile`,"
          + " `environment-prefix`, `output-credentials` (`NAME-aws-access-key-id` and so on) or"
          + " `output-env-credentials`. If one role fails, nothing is exported."),
  ROLE_EXTERNAL_ID(
      text().environment().in(SESSION),
      "External id that the trust policy of the role requires. Ignored with a web"
          + " identity token: STS has no such parameter there."),
  ROLE_SOURCE_IDENTITY(
      text().in(SESSION),
      "Source identity of the session, shown in CloudTrail and kept in a role chain: 2 to"
          + " 64 characters of `A-Z a-z 0-9 _ + = , . @ -`. The trust policy must allow"
          + " `sts:SetSourceIdentity`. Ignored with a web identity token, which has its own."),
  ROLE_SKIP_SESSION_TAGGING(
      flag().environment().in(SESSION),
      "Set to `true` to send no session tags, for trust policies that do not allow"
          + " `sts:TagSession`."),
  CUSTOM_TAGS(
      text().in(SESSION),
      "More session tags, as a JSON object of strings, numbers and booleans. Ignored with"
          + " a web identity token: its claims hold the tags."),
  TRANSITIVE_TAG_KEYS(
      list().environment().in(SESSION),
      "Keys of session tags that the next sessions of a role chain keep, one per line."),
  INLINE_SESSION_POLICY(
      text().environment().guarded().in(SESSION),
      "IAM policy in JSON that limits the session, at most 2048 characters."),
  MANAGED_SESSION_POLICIES(
      arns().environment().guarded().in(SESSION),
      "ARNs of managed policies that limit the session, one per line, at most 10."),
  TRANSLATE_ENV_VARIABLES(
      flag().standard("true").alsoFor(Goal.TRUST_POLICY, Goal.WHOAMI).in(IDENTITY),
      "Set to `false` to read no input from environment variables, so that an earlier"
          + " step or the settings of a runner cannot set one. Variables of the AWS tools, such"
          + " as `AWS_ACCESS_KEY_ID`, `AWS_PROFILE` and `AWS_ENDPOINT_URL_STS`, are not inputs"
          + " and are still read. No environment variable sets this input."),
  ROLE_CHAINING(
      flag().environment().in(IDENTITY),
      "Set to `true` to assume the role with the credentials in the environment, instead"
          + " of with the token of the CI job."),
  AUDIENCE(
      text()
          .standard("`sts.amazonaws.com`, in China `sts.amazonaws.com.cn`")
          .environment()
          .alsoFor(Goal.TRUST_POLICY)
          .in(IDENTITY),
      "Audience of the web identity token: a client id of the OIDC provider in IAM."
          + " GitHub issues the token for this audience. Where the CI system has fixed the"
          + " audience (GitLab), Rolecall only compares it."),
  WEB_IDENTITY_TOKEN_FILE(
      text().environment().alsoFor(Goal.TRUST_POLICY).in(IDENTITY),
      "File with a web identity token, to use instead of the token of the CI job. A"
          + " relative path starts at the working directory."),
  WEB_IDENTITY_TOKEN(
      text().secret().only(ACTION).in(IDENTITY),
      "Web identity token, to use instead of the token of the CI job if neither a file"
          + " nor a variable has it."),
  WEB_IDENTITY_TOKEN_ENV(
      text()
          .standard("`AWS_ID_TOKEN` on GitLab and Jenkins")
          .alsoFor(Goal.TRUST_POLICY)
          .in(IDENTITY),
      "Name of the environment variable with a web identity token, for example from"
          + " `id_tokens` in GitLab."),
  WEB_IDENTITY_TOKEN_COMMAND(
      text().only(MAVEN, COMMAND).alsoFor(Goal.TRUST_POLICY).in(IDENTITY),
      "Command that prints a web identity token, for CI systems that Rolecall does not"
          + " know. Rolecall runs it without a shell, with a time limit of 60 seconds."),
  AWS_ACCESS_KEY_ID(
      text().only(ACTION).in(IDENTITY), "Access key id, to use if there is no token."),
  AWS_SECRET_ACCESS_KEY(
      text().secret().only(ACTION).in(IDENTITY), "Secret access key of `aws-access-key-id`."),
  AWS_SESSION_TOKEN(
      text().secret().only(ACTION).in(IDENTITY),
      "Session token of `aws-access-key-id`, if that key is temporary."),
  ACCESS_KEY_ID_ENV(
      text().only(MAVEN, COMMAND).alsoFor(Goal.WHOAMI).in(IDENTITY),
      "Name of the environment variable that holds the access key id. Do not set the"
          + " value itself: Maven prints parameters, and every process can read the"
          + " arguments of another process."),
  SECRET_ACCESS_KEY_ENV(
      text().only(MAVEN, COMMAND).alsoFor(Goal.WHOAMI).in(IDENTITY),
      "Name of the environment variable that holds the secret access key."),
  SESSION_TOKEN_ENV(
      text().only(MAVEN, COMMAND).alsoFor(Goal.WHOAMI).in(IDENTITY),
      "Name of the environment variable that holds the session token, if the access key"
          + " is temporary."),
  SERVER_ID(
      text().only(MAVEN).alsoFor(Goal.WHOAMI).in(IDENTITY),
      "Id of a `<server>` in settings.xml: its username is the access key id, its"
          + " password (encrypt it) the secret access key."),
  SOURCE_PROFILE(
      text().alsoFor(Goal.WHOAMI).in(IDENTITY),
      "Profile of the AWS config and credentials files whose credentials are used."),
  FORCE_SKIP_OIDC(flag().in(IDENTITY), "Set to `true` to ignore the token of the CI job."),
  USE_EXISTING_CREDENTIALS(
      flag().environment().in(IDENTITY),
      "Set to `true` to keep the credentials in the environment if AWS accepts them and"
          + " their account is allowed."),
  UNSET_CURRENT_CREDENTIALS(
      flag().environment().in(IDENTITY),
      "Set to `true` to ignore AWS credentials in the environment, and to unset them for"
          + " later steps."),
  ALLOWED_ACCOUNT_IDS(
      list().alsoFor(Goal.WHOAMI).in(GUARDS),
      "Account ids, separated by commas. The run fails, and exports nothing, if the"
          + " credentials belong to another account."),
  FORBIDDEN_ACCOUNT_IDS(
      list().alsoFor(Goal.WHOAMI).in(GUARDS),
      "Account ids, separated by commas. The run fails, and exports nothing, if the"
          + " credentials belong to one of them."),
  HTTP_PROXY(
      text()
          .standard("`HTTPS_PROXY` or `HTTP_PROXY` of the environment, in either case")
          .alsoFor(Goal.TRUST_POLICY, Goal.WHOAMI)
          .in(NETWORK),
      "Proxy for STS and for the token request: `http://host:port`. For a proxy with a password,"
          + " the action takes `http://user:password@host:port`. A pom or a command line does not,"
          + " because others can read it there: set the environment variable `HTTPS_PROXY`."),
  NO_PROXY(
      text()
          .standard("`NO_PROXY` of the environment, in either case")
          .alsoFor(Goal.TRUST_POLICY, Goal.WHOAMI)
          .in(NETWORK),
      "Hosts that are reached without the proxy, separated by commas: `host`,"
          + " `host:port`, `.domain`, `*`."),
  STS_ENDPOINT(
      text()
          .standard("`AWS_ENDPOINT_URL_STS`, `AWS_ENDPOINT_URL`, or the endpoint of the Region")
          .alsoFor(Goal.WHOAMI)
          .in(NETWORK),
      "URL of the STS endpoint, for VPC endpoints and compatible services."),
  STS_REGION(
      text().standard("the Region of `aws-region`").alsoFor(Goal.WHOAMI).in(NETWORK),
      "AWS Region of the STS endpoint, if later steps use another Region."),
  DISABLE_RETRY(
      flag().environment().alsoFor(Goal.TRUST_POLICY, Goal.WHOAMI).in(NETWORK),
      "Set to `true` to make each call once only. If AWS rejects the time of a signature,"
          + " the call is still repeated once with the right time."),
  RETRY_MAX_ATTEMPTS(
      number("as often as the time allows")
          .environment()
          .alsoFor(Goal.TRUST_POLICY, Goal.WHOAMI)
          .in(NETWORK),
      "Maximum number of attempts for a call, 1 to 100. Only calls that can succeed are"
          + " repeated: after throttling until the time limit of the run, after other errors for"
          + " at most 60 seconds."),
  ACTION_TIMEOUT_S(
      number("120").alsoFor(Goal.WHOAMI).in(NETWORK),
      "Time limit for the whole run, in seconds, 1 to 86400. With `0` the run has no"
          + " limit; a call still fails after 15 seconds without an answer, and is repeated for"
          + " at most 120 seconds."),
  FORMAT(
      text()
          .standard("of `assume` `shell`, of `explain` `text`, of `claims` `json`")
          .only(COMMAND)
          .in(RESULT),
      "Output format. Of `assume`: `shell` (statements to evaluate), `dotenv`, `json` (for"
          + " `credential_process`), `pulumi` (a Pulumi ESC environment), or `profile`, which"
          + " writes the profile `--aws-profile`. The names of `aws configure export-credentials`"
          + " mean the same here: `env`, `env-no-export`, `process`, `powershell`, `fish` and"
          + " `windows-cmd`. Of `explain`: `text`, `json` or `html`, a page. Of `claims`: `text` or"
          + " `json`."),
  SHELL(
      text().standard("`sh`").only(COMMAND).onlyFor(Goal.ASSUME).in(RESULT),
      "Shell that evaluates `--format shell`: `sh`, `bash`, `zsh`, `fish`, `powershell`,"
          + " `pwsh` or `cmd`."),
  OUTPUT_FILE(
      text().only(COMMAND).onlyFor(Goal.ASSUME).in(RESULT),
      "File to write to, with mode 0600, instead of the standard output."),
  MASK_AWS_ACCOUNT_ID(
      flag().environment().in(RESULT),
      "Set to `true` to mask the account id and the ARN of the role session in the log,"
          + " if the CI system can mask."),
  SPECIAL_CHARACTERS_WORKAROUND(
      flag().environment().onlyFor(Goal.ASSUME).in(RESULT),
      "Set to `true` to repeat the call, at most 30 times, until the secret access key"
          + " has only letters and digits, for tools that accept no other characters."),
  OUTPUT_CREDENTIALS(
      flag().environment().only(ACTION).in(RESULT),
      "Set to `true` to also set the credentials as outputs of the step."),
  OUTPUT_ENV_CREDENTIALS(
      flag().standard("`true`, with `aws-profile` `false`").only(ACTION).in(RESULT),
      "Set to `false` to export no environment variables to later steps."),
  AWS_PROFILE(
      text().only(ACTION, COMMAND).in(RESULT),
      "Profile to write the credentials to, in the AWS config and credentials files. The"
          + " name has no whitespace, brackets or slashes."),
  OVERWRITE_AWS_PROFILE(
      flag().environment().only(ACTION, COMMAND).in(RESULT),
      "Set to `true` to replace the profile `aws-profile` if it exists."),
  ENVIRONMENT_PREFIX(
      text().onlyFor(Goal.ASSUME).in(RESULT),
      "Prefix of the exported variables: with `STAGING_`, later steps get"
          + " `STAGING_AWS_ACCESS_KEY_ID` and so on, and no AWS tool finds the credentials by"
          + " itself. Capital letters, digits and `_`."),
  EXPORT(
      text()
          .standard(
              "`env`; where keys would be printed or stored (`-X` without masks, a build inside"
                  + " another build on GitHub, the Maven build cache), `endpoint`")
          .only(MAVEN)
          .onlyFor(Goal.ASSUME)
          .in(RESULT),
      "How later goals get the credentials: `env` (variables and system properties),"
          + " `file` (a profile in the AWS files, until the build ends), or `endpoint` (a"
          + " local container credentials endpoint of this build, which AWS SDKs call)."),
  REFRESH(
      flag()
          .only(ACTION, MAVEN)
          .onlyFor(Goal.ASSUME)
          .inPom("Set to `true` to renew the credentials while the build runs, by an `endpoint`.")
          .in(RESULT),
      "Set to `true` to renew the credentials until the job ends. Later steps get a profile instead"
          + " of keys. Only with the token of the job, and only in the container action."),
  FOR(
      list()
          .standard("all goals that no other execution selects")
          .only(MAVEN)
          .onlyFor(Goal.ASSUME)
          .in(RESULT),
      "Goals that get these credentials, as `plugin`, `plugin:goal`,"
          + " `plugin:goal@execution` or `@execution`; `*` matches any text. Write a plugin as"
          + " its prefix, its artifact id, or `groupId:artifactId`."),
  EXCEPT(
      list().only(MAVEN).onlyFor(Goal.ASSUME).in(RESULT),
      "Goals that do not get these credentials, in the patterns of `for`. With `surefire`, unit"
          + " tests and their dependencies get none."),
  GOALS(
      list().only(MAVEN).onlyFor(Goal.ASSUME).in(RESULT),
      "More goals that start processes, in the patterns of `for`. Their parameter for"
          + " environment variables is found by its type and name."),
  EXPORT_TO_JOB(
      flag()
          .standard(
              "true; with `for`, inside another build and, on GitLab, with `export` `endpoint` false")
          .only(MAVEN)
          .onlyFor(Goal.ASSUME, Goal.CODEARTIFACT_TOKEN, Goal.ECR_LOGIN)
          .in(RESULT),
      "Whether later steps of the CI job get the credentials: on GitHub as environment"
          + " variables, on GitLab in a file of mode 0600."),
  ENV_FILE(
      text()
          .standard("on GitLab `rolecall.env` in the runner's temporary folder of the project")
          .only(MAVEN)
          .onlyFor(Goal.ASSUME)
          .in(RESULT),
      "File with the credentials that later commands of the job can source. Its mode is 0600."),
  OUTPUT(
      trustPolicy().standard("`json`").in(RESULT),
      "Format of the trust policy: `json`, `aws-cli`, `cloudformation`, `terraform`,"
          + " `pulumi` or `cdk`. All formats except `json` also create the OIDC provider and"
          + " the role, and have a place for its permissions."),
  EXPLAIN(
      flag().only(ACTION).onlyFor(Goal.EXPLAIN).in(POLICY),
      "Set to `true` to explain whether AWS would let this job assume the role, and why, without"
          + " assuming it. The step fails only if AWS is certain to deny the request. The job"
          + " summary shows claims of private repositories only with this input."),
  TRUST_POLICY(
      text().onlyFor(Goal.EXPLAIN).in(POLICY),
      "File with the trust policy of the role: the policy in JSON; the output of `aws iam"
          + " get-role` or `list-roles`; a template of CloudFormation, SAM or the CDK; a plan or"
          + " state of Terraform from `terraform show -json`. If it has several roles,"
          + " `role-to-assume` selects one. A relative path starts at the working directory."),
  POLICY_PROFILE(
      text().onlyFor(Goal.EXPLAIN).in(POLICY),
      "Profile that reads the trust policy with `iam:GetRole`. Rolecall uses it for"
          + " nothing else."),
  ALL_CLAIMS(
      flag().onlyFor(Goal.EXPLAIN).in(POLICY),
      "Set to `true` to also show the claims that trust policies cannot use."),
  CLAIMS(
      text().only(MAVEN, COMMAND).onlyFor(Goal.EXPLAIN, Goal.TRUST_POLICY).in(POLICY),
      "File with the claims of a token, as a JSON object, to use instead of the token"
          + " of the job; `rolecall claims` prints it. If the claims have expired, Rolecall"
          + " evaluates them at the time when the token was issued."),
  REPOSITORY(
      trustPolicy().in(POLICY),
      "GitHub repository `OWNER/REPO` that the trust policy is for, instead of the token"
          + " of the job."),
  REPOSITORY_ID(
      trustPolicy().in(POLICY),
      "Id of the repository. With it, the policy matches subjects with ids, and does"
          + " not trust a new owner of the name: `gh api repos/OWNER/REPO --jq .id`."),
  REPOSITORY_OWNER_ID(
      trustPolicy().in(POLICY),
      "Id of the owner of the repository: `gh api repos/OWNER/REPO --jq .owner.id`."),
  GITLAB(
      trustPolicy().in(POLICY),
      "Path of the GitLab project, `GROUP/PROJECT`, that the trust policy is for, instead"
          + " of the token of the job."),
  PROJECT_ID(
      trustPolicy().in(POLICY),
      "Id of the GitLab project, which stays the same if the project is renamed."),
  PULUMI_ORG(
      trustPolicy().in(POLICY),
      "Pulumi organization that the trust policy is for, instead of the token of the job."),
  PULUMI_PROJECT(
      trustPolicy().in(POLICY),
      "Pulumi project that the trust policy is for, with all its stacks."),
  PULUMI_STACK(trustPolicy().in(POLICY), "Pulumi stack that the trust policy is for."),
  BRANCH(trustPolicy().in(POLICY), "Branch whose jobs may assume the role."),
  TAG(trustPolicy().in(POLICY), "Tag whose jobs may assume the role."),
  ENVIRONMENT(trustPolicy().in(POLICY), "GitHub environment whose jobs may assume the role."),
  PULL_REQUEST(
      flag().only(MAVEN, COMMAND).onlyFor(Goal.TRUST_POLICY).in(POLICY),
      "Set to `true` to let the jobs of pull requests assume the role."),
  ISSUER(
      trustPolicy()
          .standard("`https://token.actions.githubusercontent.com` or `https://gitlab.com`")
          .in(POLICY),
      "Issuer of the tokens, if the enterprise has its own."),
  REQUIRED(
      flag().standard("true").only(MAVEN).onlyFor(Goal.ASSUME).in(BUILD),
      "Set to `false` to print only a warning if there is no token and there are no credentials,"
          + " for example on a laptop. If AWS denies the request, the build still fails."),
  SSO_LOGIN(
      text().standard("`off`").only(MAVEN).onlyFor(Goal.ASSUME).in(BUILD),
      "`auto` signs in to IAM Identity Center if the sign-in of the profile has expired"
          + " and a person is at the terminal; `off` prints the command that signs in."),
  SSO_DEVICE_CODE(
      flag().only(MAVEN).onlyFor(Goal.ASSUME, Goal.SSO_LOGIN).in(BUILD),
      "Set to `true` to sign in to IAM Identity Center with a code that you enter in a"
          + " browser on any device, instead of the browser of this machine."),
  SSO_REDIRECT_PORT(
      number("any free port").only(MAVEN).onlyFor(Goal.ASSUME, Goal.SSO_LOGIN).in(BUILD),
      "Port of 127.0.0.1 for the redirect of the browser after a sign-in to IAM"
          + " Identity Center, 1 to 65535."),
  LAZY(
      flag().only(MAVEN).onlyFor(Goal.ASSUME).in(BUILD),
      "Set to `true` to assume the role only before the first goal that may use it. A"
          + " build that ends earlier then makes no calls."),
  DRY_RUN(
      flag().only(MAVEN).onlyFor(Goal.ASSUME).in(BUILD),
      "Set to `true` to only print the plan (identity, role, reasons, exports): no"
          + " calls, no exports."),
  SKIP(flag().only(MAVEN).alsoFor(Goal.WHOAMI).in(BUILD), "Set to `true` to skip the goal.");

  /** What a value must look like, as far as that can be said without knowing the input. */
  public enum Kind {
    TEXT,
    FLAG,
    NUMBER,
    LIST
  }

  private final String key = name().toLowerCase(Locale.ROOT).replace('_', '-');

  // Filled while the table is read, and not touched after that.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Option option;

  private final String documentation;

  Input(Option option, String documentation) {
    this.option = option;
    this.documentation = documentation;
  }

  /** The name in YAML and, with two hyphens before it, on the command line: {@code aws-region}. */
  public String key() {
    return key;
  }

  /** The name in a pom and, after {@code -Dcredentials.}, as a property: {@code awsRegion}. */
  public String parameter() {
    var name = new StringBuilder();
    for (String word : key.split("-", -1)) {
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
   * Returns whether an empty variable of this name counts as not set, as in AWS tools. Rolecall's
   * own variables that choose the role or restrict its session must not be empty: the user would
   * not notice that the value is missing.
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
    return documentation;
  }

  /** The documentation of the parameter in a pom, with its default, in Markdown. */
  public String pomDocumentation() {
    String text = option.pomDocumentation.isEmpty() ? documentation : option.pomDocumentation;
    return standard().isEmpty() ? text : text + " Default: " + standard() + ".";
  }

  /** Whether the value must never be shown. */
  public boolean secret() {
    return option.secret;
  }

  /**
   * Environment variables that set the input, the first one first. In the action they are those of
   * aws-actions/configure-aws-credentials, which has no others.
   */
  public List<String> environment(FrontEnd frontEnd) {
    var names = new ArrayList<String>();
    if (option.environment) {
      names.add(name());
      names.addAll(option.further);
    }
    if (frontEnd != ACTION) {
      names.addAll(option.outsideTheAction);
    }
    return names;
  }

  /** Where the help and the reference have the input. */
  public Section section() {
    return option.section;
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
