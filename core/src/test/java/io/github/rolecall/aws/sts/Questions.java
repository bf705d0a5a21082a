package io.github.rolecall.aws.sts;

import io.github.rolecall.model.Role;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.model.RoleRef;
import io.github.rolecall.model.Secret;
import io.github.rolecall.model.SessionPolicies;
import io.github.rolecall.model.SessionTag;
import io.github.rolecall.network.Network;
import io.github.rolecall.network.Networks;
import io.github.rolecall.problem.Given;
import io.github.rolecall.session.IdentityToken;
import io.github.rolecall.session.SessionCredentials;
import io.github.rolecall.testkit.FakeAws;
import java.util.List;
import java.util.Optional;

/** The requests to STS in these tests. */
final class Questions {
  static final RoleArn DEPLOY = arn("arn:aws:iam::111122223333:role/Deploy");
  static final RoleArn CHAINED = arn("arn:aws:iam::111122223333:role/Chained");
  static final RoleArn LONG = arn("arn:aws:iam::111122223333:role/Long");
  static final RoleArn PARTNER = arn("arn:aws:iam::444455556666:role/Partner");

  /** The user of the standard world. */
  static final SessionCredentials USER =
      new SessionCredentials(
          "AKIAIOSFODNN7ROLECAL",
          new Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY"),
          Optional.empty(),
          Optional.empty());

  private Questions() {}

  static RoleArn arn(String text) {
    return RoleArn.parse(text).orElseThrow();
  }

  static Role session(int seconds) {
    return new Role(
        RoleRef.parse("unused").orElseThrow(),
        "ci",
        seconds,
        Optional.empty(),
        List.of(),
        List.of(),
        SessionPolicies.NONE,
        Optional.empty());
  }

  static Role withTags(Role role, List<SessionTag> tags, List<String> transitive) {
    return new Role(
        role.target(),
        role.sessionName(),
        role.durationSeconds(),
        role.externalId(),
        tags,
        transitive,
        role.policies(),
        role.sourceIdentity());
  }

  static Role withExternalId(Role role, String id) {
    return new Role(
        role.target(),
        role.sessionName(),
        role.durationSeconds(),
        Optional.of(id),
        role.tags(),
        role.transitiveTagKeys(),
        role.policies(),
        role.sourceIdentity());
  }

  static Role withPolicies(Role role, String policy, String... arns) {
    return new Role(
        role.target(),
        role.sessionName(),
        role.durationSeconds(),
        role.externalId(),
        role.tags(),
        role.transitiveTagKeys(),
        new SessionPolicies(Optional.of(policy), List.of(arns)),
        role.sourceIdentity());
  }

  static IdentityToken token(FakeAws aws) {
    return IdentityToken.of(new Given(aws.gitHubJob().idToken("sts.amazonaws.com"), "a test"));
  }

  static Session byToken(FakeAws aws) {
    return byToken(Networks.at(aws.url()), token(aws), session(900));
  }

  static Session byToken(Network network, IdentityToken token, Role role) {
    try (var sts = new Sts("us-east-1", network, Networks.http())) {
      return sts.assumeRoleWithWebIdentity(DEPLOY, role, token);
    }
  }

  static Session byKeys(FakeAws aws, RoleArn arn, Role role, SessionCredentials caller) {
    try (var sts = new Sts("us-east-1", Networks.at(aws.url()), Networks.http())) {
      return sts.assumeRole(arn, role, caller);
    }
  }
}
