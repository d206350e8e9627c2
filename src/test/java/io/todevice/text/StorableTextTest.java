package io.todevice.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Text that a store can keep")
class StorableTextTest {

  @Test
  @DisplayName("is any Unicode, and may be empty")
  void unicode() {
    assertThat(StorableText.isStorable("", 0)).isTrue();
    assertThat(StorableText.isStorable("Zoë's 📱", 20)).isTrue();
  }

  @Test
  @DisplayName("is counted in bytes of UTF-8")
  void bytes() {
    assertThat(StorableText.isStorable("ää", 4)).isTrue();
    assertThat(StorableText.isStorable("ää", 3)).isFalse();
    assertThat(StorableText.isStorable("aaaa", 3)).isFalse();
  }

  @Test
  @DisplayName("has no NUL and no half of a surrogate pair")
  void unstorable() {
    assertThat(StorableText.isStorable("a\0b", 20)).isFalse();
    assertThat(StorableText.isStorable("a\ud83d", 20)).isFalse();
    assertThat(StorableText.isStorable("\udcf1a", 20)).isFalse();
  }
}
