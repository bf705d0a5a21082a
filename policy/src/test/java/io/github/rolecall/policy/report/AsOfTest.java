package io.github.rolecall.policy.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the time for which claims from a file are evaluated. */
class AsOfTest {
  @ParameterizedTest
  @CsvSource({
    "100,100,900,500,500,",
    "100,90,400,500,100,when the token was issued",
    "100,200,400,500,200,when the token became valid",
    ",200,400,500,200,when the token became valid",
    ",,400,500,399,before the token expired",
    "450,450,400,500,399,before the token expired",
    "100,450,400,500,100,when the token was issued",
    "100,100,,500,500,",
    "100,100,500,500,100,when the token was issued"
  })
  void aTokenThatHasEndedIsJudgedAsOfItsIssue(
      Integer issued, Integer valid, Integer ends, int now, int expected, String why) {
    var claims = new LinkedHashMap<String, JsonValue>();
    put(claims, "iat", issued);
    put(claims, "nbf", valid);
    put(claims, "exp", ends);
    AsOf asOf = AsOf.validityOf(new Claims(JsonValue.object(claims)), Instant.ofEpochSecond(now));
    assertEquals(Instant.ofEpochSecond(expected), asOf.time());
    assertEquals(why, asOf.past().orElse(null));
  }

  private static void put(Map<String, JsonValue> claims, String name, Integer seconds) {
    if (seconds != null) {
      claims.put(name, JsonValue.of(seconds));
    }
  }
}
