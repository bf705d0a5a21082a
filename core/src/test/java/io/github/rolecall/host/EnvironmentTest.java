package io.github.rolecall.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.CharacterCodingException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

  @Test
  void namesAreReadAsUtf8WhateverTheLocale() throws CharacterCodingException {
    assertEquals(
        Map.of("INPUT_ROLE-TO-ASSUME", "a=b", "EMPTY", "", "GERMAN", "Grüße\u2028\ud83d\ude00"),
        Environment.parse(
            "INPUT_ROLE-TO-ASSUME=a=b\0EMPTY=\0GERMAN=Grüße\u2028\ud83d\ude00\0".getBytes(UTF_8)));
  }

  @Test
  void entriesWithoutNameAreLeftOutAndTheFirstOfTwoCounts() throws CharacterCodingException {
    assertEquals(Map.of("A", "1"), Environment.parse("\0=x\0nothing\0A=1\0A=2".getBytes(UTF_8)));
    assertEquals(Map.of(), Environment.parse(new byte[0]));
  }

  @Test
  void whatIsNotUtf8IsLeftToTheJvm() {
    assertThrows(
        CharacterCodingException.class,
        () -> Environment.parse(new byte[] {'A', '=', (byte) 0xe4, 0}));
  }

  @Test
  void theProcessSeesItsOwnEnvironment() {
    assertEquals(System.getenv("PATH"), Environment.ofProcess().get("PATH"));
  }
}
