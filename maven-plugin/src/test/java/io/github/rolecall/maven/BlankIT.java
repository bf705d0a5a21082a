package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests of blank parameters with real Maven processes, in a job that has keys in addition to its
 * token. Maven sets no value for blank parameters, so only the pom and the command line show them.
 */
class BlankIT {
  private static final String ROLE =
      "<roleToAssume>arn:aws:iam::111122223333:role/Deploy</roleToAssume>";
  private static final String UNSET = " is empty: a variable in its value is probably not set";

  /**
   * A module.
   *
   * @param configuration the configuration of the execution
   * @param said the beginning of the message
   * @param properties the properties in the pom
   */
  private record Case(String configuration, String said, String properties) {}

  private static Case pom(String configuration, String said) {
    return new Case(configuration, said, "");
  }

  private static Case property(String properties, String said) {
    return new Case("", said, properties);
  }

  private static final List<Case> CASES =
      List.of(
          pom("<roleToAssume/>", "<roleToAssume>" + UNSET),
          pom("<roleToAssume>\n  </roleToAssume>", "<roleToAssume>" + UNSET),
          pom(
              "<roleToAssume>${env.ROLE}</roleToAssume>",
              "<roleToAssume> is empty: Maven has no value for ${env.ROLE}"),
          pom("<roleToAssume>${nothing}</roleToAssume>", "<roleToAssume>" + UNSET),
          pom(
              "<roleToAssume><role>${env.HUB}</role><role>${env.ROLE}</role></roleToAssume>",
              "entry 1 of <roleToAssume> is empty: Maven has no value for ${env.HUB}"),
          pom(
              "<roleToAssume><role>arn:aws:iam::111122223333:role/Deploy</role>"
                  + "<role>${env.ROLE}</role></roleToAssume>",
              "entry 2 of <roleToAssume> is empty: Maven has no value for ${env.ROLE}"),
          pom(ROLE + "<allowedAccountIds> </allowedAccountIds>", "<allowedAccountIds>" + UNSET),
          pom(
              ROLE + "<allowedAccountIds>${expected}</allowedAccountIds>",
              "<allowedAccountIds> is empty: Maven has no value for ${expected}"),
          pom(
              ROLE + "<allowedAccountIds><id>111122223333</id><id></id></allowedAccountIds>",
              "entry 2 of <allowedAccountIds>" + UNSET),
          pom(
              ROLE + "<forbiddenAccountIds>444455556666,</forbiddenAccountIds>",
              "entry 2 of <forbiddenAccountIds> is empty: a variable is probably not set, or"),
          pom(
              ROLE + "<inlineSessionPolicy>${policy}</inlineSessionPolicy>",
              "<inlineSessionPolicy> is empty: Maven has no value for ${policy}"),
          pom(
              ROLE + "<audience>https://${host}/a</audience>",
              "<audience> must be a text in which every ${...} has a value"),
          pom(
              "<roles><role><name>a</name>"
                  + ROLE
                  + "<allowedAccountIds></allowedAccountIds></role></roles>",
              "<roles>[0].allowedAccountIds in <roles>" + UNSET),
          pom("<roles></roles>", "<roles>" + UNSET),
          pom(
              "<roles><role><name>a</name>"
                  + ROLE
                  + "<audience>${env.AUD}</audience></role></roles>",
              "<roles>[0].audience in <roles> must be a text in which every ${...} has a value"),
          property("<credentials.roleToAssume/>", "<credentials.roleToAssume>" + UNSET),
          property(
              "<credentials.roleToAssume>${env.ROLE}</credentials.roleToAssume>",
              "<credentials.roleToAssume> is empty: Maven has no value for ${env.ROLE}"),
          new Case(
              ROLE,
              "entry 1 of <credentials.allowedAccountIds> is empty: a variable is probably not set, or",
              "<credentials.allowedAccountIds>,111122223333</credentials.allowedAccountIds>"));

  private static final String HEAD =
      """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <groupId>com.example</groupId>
        <artifactId>%s</artifactId>
        <version>1</version>
        <packaging>pom</packaging>
      """;

  private static String module(int number, Case each) {
    return HEAD.formatted("case-" + number)
        + """
          <properties>
            <nothing></nothing>
            %s
          </properties>
          <build><plugins><plugin>
            <groupId>io.github.rolecall</groupId>
            <artifactId>credentials-maven-plugin</artifactId>
            <version>${it.version}</version>
            <executions><execution>
              <id>deploy-role</id>
              <goals><goal>assume</goal></goals>
              <configuration><awsRegion>us-east-1</awsRegion>%s</configuration>
            </execution></executions>
          </plugin></plugins></build>
        </project>
        """
            .formatted(each.properties(), each.configuration());
  }

  private static Map<String, String> environment(FakeAws aws, Workspace workspace) {
    Map<String, String> environment = new HashMap<>(aws.gitLabJob().environment());
    environment.put("CI_PROJECT_DIR", workspace.project().toString());
    environment.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7ROLECAL");
    environment.put("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY");
    return environment;
  }

  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void eachIsRefusedByName(String version) throws Exception {
    try (var aws = FakeAws.start()) {
      Workspace workspace = Workspace.empty("blank-" + version);
      for (int i = 0; i < CASES.size(); i++) {
        Path folder = Files.createDirectories(workspace.project().resolve("case-" + i));
        Files.writeString(folder.resolve("pom.xml"), module(i, CASES.get(i)));
      }
      String modules =
          IntStream.range(0, CASES.size())
              .mapToObj(i -> "<module>case-" + i + "</module>")
              .collect(Collectors.joining());
      Files.writeString(
          workspace.project().resolve("pom.xml"),
          HEAD.formatted("all") + "<modules>" + modules + "</modules></project>");

      Workspace.Ended build =
          workspace.run(
              Mvn.of(version, "initialize", "--fail-at-end"), environment(aws, workspace));

      assertEquals(1, build.exitCode(), build.output());
      assertAll(
          IntStream.range(0, CASES.size())
              .mapToObj(
                  i ->
                      (Executable)
                          () ->
                              assertTrue(
                                  build
                                      .output()
                                      .contains(
                                          "(deploy-role) on project case-"
                                              + i
                                              + ": "
                                              + CASES.get(i).said()),
                                  CASES.get(i) + " in " + build.output())));
      assertEquals(List.of(), aws.calls(), build.output());
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void thePropertyOfTheCommandLineToo(String version) throws Exception {
    try (var aws = FakeAws.start()) {
      Workspace workspace = Workspace.empty("blank-property-" + version);
      Workspace.Ended build =
          workspace.run(
              Mvn.of(
                  version,
                  "io.github.rolecall:credentials-maven-plugin:" + Mvn.pluginVersion() + ":assume",
                  "-Dcredentials.awsRegion=us-east-1",
                  "-Dcredentials.roleToAssume="),
              environment(aws, workspace));
      assertEquals(1, build.exitCode(), build.output());
      assertTrue(build.output().contains(": -Dcredentials.roleToAssume" + UNSET), build.output());
      assertEquals(List.of(), aws.calls(), build.output());
    }
  }
}
