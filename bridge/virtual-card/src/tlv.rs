//! Writing BER-TLV, as the 券面 applications store their data.

/// Appends one object: tag as given (one or two bytes, no leading zero), DER length, value.
///
/// A value of 16 MiB or more is cut to what three length bytes can tell.
pub fn write(out: &mut Vec<u8>, tag: u16, value: &[u8]) {
    let value = value.get(..0x00FF_FFFF).unwrap_or(value);
    let [high, low] = tag.to_be_bytes();
    if high != 0 {
        out.push(high);
    }
    out.push(low);
    out.extend_from_slice(&length_bytes(value.len()));
    out.extend_from_slice(value);
}

/// A constructed object whose first child, tag `DF21`, lists where the other children begin.
///
/// The offsets are 16-bit big endian, counted from the first byte of the outer tag, one per child in the order given
/// (`domain.md §3.3` "DF21 offsets"; the exact origin of the count is not public, so a reader should walk the tags instead).
pub fn with_offsets(outer: u16, children: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let table_length = 2 * children.len();
    let encoded: Vec<Vec<u8>> = children.iter().map(|(tag, value)| object(*tag, value)).collect();
    let body_length =
        object(0xDF21, &vec![0; table_length]).len() + encoded.iter().map(Vec::len).sum::<usize>();
    let header_length = 2 + length_bytes(body_length).len();
    let mut position = header_length + body_length - encoded.iter().map(Vec::len).sum::<usize>();
    let mut table = Vec::with_capacity(table_length);
    for child in &encoded {
        table.extend_from_slice(&u16::try_from(position).unwrap_or(u16::MAX).to_be_bytes());
        position += child.len();
    }
    let mut body = object(0xDF21, &table);
    body.extend(encoded.into_iter().flatten());
    object(outer, &body)
}

/// One object on its own.
pub fn object(tag: u16, value: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(value.len() + 6);
    write(&mut out, tag, value);
    out
}

fn length_bytes(length: usize) -> Vec<u8> {
    let bytes = u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes();
    match length {
        0..=0x7F => vec![bytes[3]],
        0x80..=0xFF => vec![0x81, bytes[3]],
        0x100..=0xFFFF => vec![0x82, bytes[2], bytes[3]],
        _ => vec![0x83, bytes[1], bytes[2], bytes[3]],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_take_the_shortest_form() {
        assert_eq!(object(0xDF22, &[7; 3]), [0xDF, 0x22, 3, 7, 7, 7]);
        assert_eq!(object(0x04, &[0; 0x80])[..3], [0x04, 0x81, 0x80]);
        assert_eq!(object(0x04, &[0; 0x1234])[..4], [0x04, 0x82, 0x12, 0x34]);
        assert_eq!(object(0x04, &vec![0; 0x01_0000])[..5], [0x04, 0x83, 1, 0, 0]);
    }

    #[test]
    fn offsets_point_at_the_children() {
        let file = with_offsets(0xFF20, &[(0xDF22, vec![1; 200]), (0xDF23, vec![2; 3])]);
        // FF20 82 xx xx | DF21 04 | offsets
        assert_eq!(file[..3], [0xFF, 0x20, 0x81]);
        let table = &file[4 + 3..4 + 3 + 4];
        let first = usize::from(u16::from_be_bytes([table[0], table[1]]));
        let second = usize::from(u16::from_be_bytes([table[2], table[3]]));
        assert_eq!(file[first..first + 2], [0xDF, 0x22]);
        assert_eq!(file[second..], [0xDF, 0x23, 3, 2, 2, 2]);
    }
}
