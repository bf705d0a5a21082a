package io.github.rolecall.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the changes and notes for the text of a workflow. The samples are public workflows,
 * renamed.
 */
class WorkflowFileTest {
  private static final String OLD = "8d3c67de8e2fe68ef647c8db1e6a09f647780f40";
  private static final String NEW = "0123456789abcdef0123456789abcdef01234567";
  private static final Target TARGET = new Target("v1", Optional.of(NEW));
  private static final Target BY_TAG = new Target("v1", Optional.empty());

  private static String job(String runsOn, String step) {
    return "on: push\njobs:\n  deploy:\n    runs-on: " + runsOn + "\n    steps:\n" + step + "\n";
  }

  private static String job(String step) {
    return job("ubuntu-latest", step);
  }

  private static Examined examine(String text) {
    return WorkflowFile.examine(text, TARGET);
  }

  private static List<NoteKind> kinds(Examined examined) {
    return examined.notes().stream().map(Note::kind).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "- uses: aws-actions/configure-aws-credentials@v4 | - uses: rolecall/rolecall@v1",
        "- uses: AWS-Actions/Configure-AWS-Credentials@V4 | - uses: rolecall/rolecall@v1",
        "- uses:   aws-actions/configure-aws-credentials@main  # keep me | - uses:   rolecall/rolecall@v1  # keep me",
        "- uses: 'aws-actions/configure-aws-credentials@v4' | - uses: 'rolecall/rolecall@v1'",
        "- uses: \"aws-actions/configure-aws-credentials@v6.2.3\" # x | - uses: \"rolecall/rolecall@v1\" # x",
        "- {uses: aws-actions/configure-aws-credentials@v4, id: a} | - {uses: rolecall/rolecall@v1, id: a}",
        "- {id: a, uses: aws-actions/configure-aws-credentials@v4} # v4 | - {id: a, uses: rolecall/rolecall@v1} # v1",
        "- uses: aws-actions/configure-aws-credentials@DIGEST # v5.0.0 | - uses: rolecall/rolecall@NEW # v1",
        "- uses: aws-actions/configure-aws-credentials@DIGEST  #v5.0.0 why not | - uses: rolecall/rolecall@NEW  #v1 why not",
        "- uses: aws-actions/configure-aws-credentials@DIGEST # refs/tags/v6.2.3 | - uses: rolecall/rolecall@NEW # refs/tags/v1",
        "- uses: aws-actions/configure-aws-credentials@DIGEST # tag=v4 | - uses: rolecall/rolecall@NEW # tag=v1",
        "- uses: aws-actions/configure-aws-credentials@DIGEST # 5.0.0 | - uses: rolecall/rolecall@NEW # v1",
        "- uses: aws-actions/configure-aws-credentials@DIGEST # ratchet:aws-actions/configure-aws-credentials@v4 | - uses: rolecall/rolecall@NEW # ratchet:rolecall/rolecall@v1",
        "- uses: aws-actions/configure-aws-credentials@DIGEST # 2 steps need it | - uses: rolecall/rolecall@NEW # 2 steps need it",
        "- uses: aws-actions/configure-aws-credentials@DIGEST | - uses: rolecall/rolecall@NEW",
        "- uses: &aws aws-actions/configure-aws-credentials@v4 | - uses: &aws rolecall/rolecall@v1",
        "- \"uses\": aws-actions/configure-aws-credentials@v4 | - \"uses\": rolecall/rolecall@v1",
      })
  void onlyTheValueAndTheVersionBehindItChange(String before, String after) {
    Examined examined = examine(job("      " + before.replace("DIGEST", OLD)));
    assertEquals(job("      " + after.replace("NEW", NEW)), examined.after());
    assertEquals(1, examined.changed());
    assertEquals(List.of(), examined.notes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- run: |\n          uses: aws-actions/configure-aws-credentials@v4",
        "- run: 'uses: aws-actions/configure-aws-credentials@v4'",
        "# - uses: aws-actions/configure-aws-credentials@v4\n      - run: id",
        "- with: {uses: aws-actions/configure-aws-credentials@v4}",
        "- uses: aws-actions/amazon-ecr-login@v2 # aws-actions/configure-aws-credentials@v4",
      })
  void whatIsNoUseStays(String step) {
    Examined examined = examine(job("      " + step));
    assertEquals(job("      " + step), examined.after());
    assertEquals(0, examined.uses());
  }

  @Test
  void theRestOfTheFileStaysToTheByte() {
    String text =
        """
        \uFEFF# 🚀 deploy
        ---
        jobs:
          a:   # first
            runs-on: [ubuntu-22.04]
            steps:
            -   name: "x"
                uses: aws-actions/configure-aws-credentials@v4\t# v4.0.2
                with:
                  aws-region:    eu-west-1
            - run: 'echo é'"""
            .replace("\n", "\r\n");
    Examined examined = examine(text);
    assertEquals(
        text.replace(
            "aws-actions/configure-aws-credentials@v4\t# v4.0.2", "rolecall/rolecall@v1\t# v1"),
        examined.after());
    assertEquals(List.of(), examined.notes());
  }

  @Test
  void aTagNeverReplacesADigest() {
    String text = job("      - uses: aws-actions/configure-aws-credentials@" + OLD + " # v4");
    Examined examined = WorkflowFile.examine(text, BY_TAG);
    assertEquals(text, examined.after());
    assertEquals(List.of(NoteKind.DIGEST_UNKNOWN), kinds(examined));
    assertEquals(6, examined.notes().get(0).line());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "windows-latest | NOT_LINUX",
        "macos-14-large | NOT_LINUX",
        "[self-hosted, Windows] | NOT_LINUX",
        "ubuntu-slim | WITHOUT_DOCKER",
        "ubuntu-24.04-arm | ",
        "Ubuntu-Latest | ",
        "[self-hosted, linux] | RUNNER_OF_YOUR_OWN",
        "codebuild-shop | RUNNER_OF_YOUR_OWN",
        "{group: large, labels: [ubuntu-latest]} | RUNNER_OF_YOUR_OWN",
        "darwin-tools | RUNNER_OF_YOUR_OWN",
        "${{ inputs.runner }} | RUNNER_UNKNOWN",
        "${{ matrix.os }} | RUNNER_UNKNOWN",
      })
  void saysWhereAJobMayNotRunAContainer(String runsOn, NoteKind kind) {
    Examined examined =
        examine(job(runsOn, "      - uses: aws-actions/configure-aws-credentials@v4"));
    assertEquals(kind == null ? List.of() : List.of(kind), kinds(examined));
    boolean stays = kind != null && kind.level() == Level.STAYS;
    assertEquals(stays ? 0 : 1, examined.changed());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{os: [ubuntu-latest, ubuntu-22.04]} | ${{ matrix.os }} | ",
        "{os: [ubuntu-latest, windows-2022]} | ${{matrix.os}} | NOT_LINUX",
        "{os: [ubuntu], v: [latest]} | ${{ matrix.os }}-latest | ",
        "{os: [macos]} | ${{ matrix.os }}-latest | NOT_LINUX",
        "{include: [{os: ubuntu-latest}, {os: macos-15}]} | ${{ matrix.os }} | NOT_LINUX",
        "{t: [{runner: ubuntu-latest}, {runner: windows-2025}]} | ${{ matrix.t.runner }} | NOT_LINUX",
        "{r: [[self-hosted, linux]]} | ${{ matrix.r }} | RUNNER_OF_YOUR_OWN",
        "${{ fromJSON(needs.a.outputs.m) }} | ${{ matrix.os }} | RUNNER_UNKNOWN",
        "{os: '${{ fromJSON(inputs.all) }}'} | ${{ matrix.os }} | RUNNER_UNKNOWN",
      })
  void readsTheMatrix(String matrix, String runsOn, NoteKind kind) {
    String text =
        job(
            runsOn + "\n    strategy:\n      matrix: " + matrix,
            "      - uses: aws-actions/configure-aws-credentials@v4");
    assertEquals(kind == null ? List.of() : List.of(kind), kinds(examine(text)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "acme/configure-aws-credentials@v4 | FORK",
        "./.github/actions/configure-aws-credentials | LOCAL_COPY",
        "aws-actions/configure-aws-credentials | UNUSUAL",
        "aws-actions/configure-aws-credentials/sub@v4 | UNUSUAL",
        "aws-actions/configure-aws-credentials@${{ inputs.version }} | EXPRESSION",
        ">-\\n          aws-actions/configure-aws-credentials@v4 | WRITTEN_IN_PARTS",
        "\"aws-actions/configure\\x2daws-credentials@v4\" | WRITTEN_IN_PARTS",
      })
  void whatCannotBeMovedIsNamed(String uses, NoteKind kind) {
    String text = job("      - uses: " + uses.replace("\\n", "\n"));
    Examined examined = examine(text);
    assertEquals(text, examined.after());
    assertEquals(List.of(kind), kinds(examined));
  }

  @Test
  void aLineThatAWindowsJobSharesStays() {
    String text =
        job("      - uses: &aws aws-actions/configure-aws-credentials@v4")
            + "  other:\n    runs-on: windows-latest\n    steps:\n      - uses: *aws\n";
    Examined examined = examine(text);
    assertEquals(text, examined.after());
    assertEquals(List.of(NoteKind.NOT_LINUX, NoteKind.SHARED_BY_ANCHOR), kinds(examined));
  }

  @Test
  void stepsOfAnAliasAreChangedOnce() {
    String text =
        job("      - &login\n        uses: aws-actions/configure-aws-credentials@v4")
            + "  other:\n    runs-on: ubuntu-latest\n    steps:\n      - *login\n";
    Examined examined = examine(text);
    assertEquals(
        text.replace("aws-actions/configure-aws-credentials@v4", "rolecall/rolecall@v1"),
        examined.after());
    assertEquals(2, examined.uses());
  }

  @Test
  void aCompositeActionRunsWhereItsCallersDo() {
    String text =
        "runs:\n  using: composite\n  steps:\n    - uses: aws-actions/configure-aws-credentials@v4\n";
    Examined examined = examine(text);
    assertEquals(List.of(NoteKind.RUNNER_OF_THE_CALLER), kinds(examined));
    assertEquals(1, examined.changed());
  }

  @Test
  void workflowsOfOtherRepositoriesAreNamed() {
    Examined examined =
        examine(
            """
            jobs:
              a:
                uses: acme/ci/.github/workflows/deploy.yml@v1
              b:
                uses: ./.github/workflows/deploy.yml
            """);
    assertEquals(
        List.of(new Note(NoteKind.REMOTE_WORKFLOW, 3, "acme/ci/.github/workflows/deploy.yml@v1")),
        examined.notes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "allowed-acount-ids: 111122223333 | INPUT_RESTRICTS | allowed-acount-ids (did you mean allowed-account-ids?)",
        "role-to-asume: x | INPUT_UNKNOWN | role-to-asume (did you mean role-to-assume?)",
        "role-duration-seconds: 1h | VALUE_REFUSED | role-duration-seconds: must be a number",
        "allowed-account-ids: 1111 | VALUE_REFUSED | allowed-account-ids: must be 12 digits each",
        "role-chaining: yes please | VALUE_REFUSED | role-chaining: must be true or false",
        "Audience: '' | INPUT_DIFFERS | audience: an empty audience means"
            + " sts.amazonaws.com, not the default of GitHub",
        "aws-profile: dev | INPUT_DIFFERS | aws-profile: Rolecall writes the files to"
            + " the runner's temporary folder, not to ~/.aws",
      })
  void saysWhichInputsDiffer(String input, NoteKind kind, String detail) {
    String step =
        "      - uses: aws-actions/configure-aws-credentials@v4\n        with:\n          " + input;
    Examined examined = examine(job(step));
    assertEquals(List.of(new Note(kind, 8, detail)), examined.notes());
    assertEquals(1, examined.changed());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "role-duration-seconds: ${{ inputs.seconds }}",
        "role-chaining: true",
        "unset-current-credentials: false",
        "allowed-account-ids: '111122223333, 444455556666'",
        "mask-aws-account-id: ''",
      })
  void saysNothingOfWhatIsTheSame(String input) {
    String step =
        "      - uses: aws-actions/configure-aws-credentials@v4\n        with:\n          " + input;
    assertEquals(List.of(), examine(job(step)).notes());
  }

  @ParameterizedTest
  @CsvSource({
    "v1,",
    "v2.2.0,",
    "8d3c67de8e2fe68ef647c8db1e6a09f647780f40, # v1.7.0",
  })
  void namesTheDefaultsOfOldVersions(String version, String comment) {
    String step =
        "      - uses: aws-actions/configure-aws-credentials@%s %s\n        with:\n          aws-access-key-id: x\n          role-to-assume: x"
            .formatted(version, comment == null ? "" : comment);
    assertEquals(List.of(NoteKind.OLD_DURATION, NoteKind.OLD_MASK), kinds(examine(job(step))));
    assertEquals(
        List.of(), examine(job(step.replace(version, "v3").replaceAll("#.*", ""))).notes());
  }

  @Test
  void outputsThatAreNotThereAreNamed() {
    String step =
        "      - id: aws\n        uses: aws-actions/configure-aws-credentials@v4\n"
            + "      - run: echo ${{ steps.aws.outputs.aws-account-id }} ${{ steps.aws.outputs.arn }}"
            + " ${{ steps.other.outputs.arn }}";
    assertEquals(List.of(new Note(NoteKind.OUTPUT_UNKNOWN, 8, "arn")), examine(job(step)).notes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a: [", "a: b: c", "a: 1\na: 2", "\u0001", "--- a\n--- b\n", "? [x]\n: y", ""})
  void whatIsNoYamlEndsInAMessage(String text) {
    var refused = assertThrows(IllegalArgumentException.class, () -> examine(text));
    assertTrue(refused.getMessage().matches("line \\d+: YAML expects .+"), refused.getMessage());
  }

  @Test
  void deepAndSelfContainingTextsEndInAMessage() {
    for (String text :
        List.of(
            "[".repeat(100_000),
            "a: &a\n  b: *a\n",
            "a: ".repeat(1) + "{a: ".repeat(5_000),
            bomb())) {
      assertThrows(IllegalArgumentException.class, () -> examine(text));
    }
  }

  private static String bomb() {
    var text = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 30; i++) {
      text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    return text.toString();
  }
}
