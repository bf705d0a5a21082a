package io.github.rolecall.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleArnTest {

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::111122223333:role/Deploy, aws, Deploy",
    "arn:aws-cn:iam::111122223333:role/Deploy, aws-cn, Deploy",
    "arn:aws-us-gov:iam::111122223333:role/Deploy, aws-us-gov, Deploy",
    "arn:aws-eusc:iam::111122223333:role/Deploy, aws-eusc, Deploy",
    "arn:aws-iso:iam::111122223333:role/Deploy, aws-iso, Deploy",
    "arn:aws-iso-b:iam::111122223333:role/Deploy, aws-iso-b, Deploy",
    "arn:aws-iso-e:iam::111122223333:role/Deploy, aws-iso-e, Deploy",
    "arn:aws-iso-f:iam::111122223333:role/Deploy, aws-iso-f, Deploy",
    "arn:aws:iam::111122223333:role/ci/team/Deploy, aws, Deploy",
    "arn:aws:iam::111122223333:role/a+b=c.d@e-f_g, aws, a+b=c.d@e-f_g"
  })
  void arnsOfRolesInEveryPartitionAreRead(String text, String partition, String name) {
    RoleArn arn = RoleArn.parse(text).orElseThrow();
    assertEquals(partition, arn.partition());
    assertEquals("111122223333", arn.account());
    assertEquals(name, arn.name());
    assertEquals(text, arn.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Deploy",
        "arn:aws:iam::111122223333:user/Deploy",
        "arn:aws:iam::11112222333:role/Deploy",
        "arn:aws:iam::1111222233334:role/Deploy",
        "arn:aws:iam:us-east-1:111122223333:role/Deploy",
        "arn:aws:sts::111122223333:assumed-role/Deploy/x",
        "arn:aws:iam::111122223333:role/",
        "arn:aws:iam::111122223333:role/De ploy",
        "arn:aws:iam::111122223333:role/Deploy\n",
        "arn:amazon:iam::111122223333:role/Deploy",
        "arn:aws:iam::١١١١٢٢٢٢٣٣٣٣:role/Deploy",
        " arn:aws:iam::111122223333:role/Deploy"
      })
  void otherTextsAreNoArnOfARole(String text) {
    assertEquals(Optional.empty(), RoleArn.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Deploy", "ci/Deploy", "a.b@c", "a+b=c,d"})
  void namesMayHaveAPath(String text) {
    assertTrue(RoleArn.isName(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "De ploy", "Deploy/", "arn:aws:iam::1:role/x", "a:b", "ä", "a\nb"})
  void otherTextsAreNoNames(String text) {
    assertFalse(RoleArn.isName(text), text);
  }

  @Test
  void aNameHasAtMost64Characters() {
    assertTrue(RoleArn.isName("x".repeat(64)));
    assertFalse(RoleArn.isName("x".repeat(65)));
  }

  @Test
  void aNameIsCompletedWithTheCallersOwnPartitionAndAccount() {
    var caller =
        new CallerIdentity(
            "111122223333", "arn:aws-cn:sts::111122223333:assumed-role/A/b", "AROA:b");
    RoleArn arn = RoleRef.parse("ci/Deploy").orElseThrow().of(caller);
    assertEquals("arn:aws-cn:iam::111122223333:role/ci/Deploy", arn.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "us-east-1, aws, sts.amazonaws.com",
    "eu-central-1, aws, sts.amazonaws.com",
    "mx-central-1, aws, sts.amazonaws.com",
    "il-central-1, aws, sts.amazonaws.com",
    "cn-north-1, aws-cn, sts.amazonaws.com.cn",
    "us-gov-west-1, aws-us-gov, sts.amazonaws.com",
    "eusc-de-east-1, aws-eusc, sts.amazonaws.com",
    "us-iso-east-1, aws-iso, sts.amazonaws.com",
    "us-isob-east-1, aws-iso-b, sts.amazonaws.com",
    "eu-isoe-west-1, aws-iso-e, sts.amazonaws.com",
    "us-isof-south-1, aws-iso-f, sts.amazonaws.com"
  })
  void everyRegionHasItsPartition(String region, String partition, String audience) {
    assertEquals(Optional.of(partition), Partition.ofRegion(region).map(Partition::id), region);
    assertEquals(audience, Partition.audience(partition));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xx-north-1", "us-east", "aws-global", "local", ""})
  void anUnknownRegionHasNone(String region) {
    assertEquals(Optional.empty(), Partition.ofRegion(region));
  }
}
