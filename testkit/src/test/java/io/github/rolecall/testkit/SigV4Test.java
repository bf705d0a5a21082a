package io.github.rolecall.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Tests the signer of these tests with the example in the AWS documentation of Signature Version 4.
 */
class SigV4Test {
  @Test
  void signsLikeTheExampleInTheDocumentation() {
    SigV4 signer =
        new SigV4(
            "AKIDEXAMPLE",
            "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            Optional.empty(),
            "us-east-1",
            "iam");

    Map<String, String> headers =
        signer.sign(
            "GET",
            URI.create("https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08"),
            Map.of("content-type", "application/x-www-form-urlencoded; charset=utf-8"),
            "",
            Instant.parse("2015-08-30T12:36:00Z"));

    assertTrue(
        headers
            .get("authorization")
            .endsWith(
                "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"));
  }
}
