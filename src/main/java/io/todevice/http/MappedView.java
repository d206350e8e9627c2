package io.todevice.http;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A map with other values, each of which is made when it is asked for and not kept: a response that
 * is made of it is in memory once, and not as the objects beside their text. Immutable, if the map
 * behind it is.
 */
final class MappedView<K, V, R> extends AbstractMap<String, R> {

  private final Map<K, V> source;
  private final Function<K, String> name;
  private final BiFunction<K, V, R> value;

  /**
   * A view.
   *
   * @param name the key in this map of a key of {@code source}
   * @param value makes a value; gives the same each time
   */
  MappedView(Map<K, V> source, Function<K, String> name, BiFunction<K, V, R> value) {
    this.source = source;
    this.name = name;
    this.value = value;
  }

  @Override
  public Set<Map.Entry<String, R>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<String, R>> iterator() {
        Iterator<Map.Entry<K, V>> entries = source.entrySet().iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return entries.hasNext();
          }

          @Override
          public Map.Entry<String, R> next() {
            Map.Entry<K, V> next = entries.next();
            return Map.entry(
                name.apply(next.getKey()), value.apply(next.getKey(), next.getValue()));
          }
        };
      }

      @Override
      public int size() {
        return source.size();
      }
    };
  }
}
