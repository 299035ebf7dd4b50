//! READ BINARY and READ RECORD.

use super::Chip;
use crate::{
    apdu::{Answer, Command, Expected},
    image::{Content, File},
    profile::ShortRead,
    status::StatusWord,
};

/// Greatest length that `6Cxx` can tell, bytes.
const LONGEST_CORRECTION: usize = 256;

impl Chip {
    /// P1 bit 8 tells the SFI form, which also selects the file; else P1 and P2 are a 15-bit offset.
    pub(super) fn read_binary(&mut self, command: &Command<'_>) -> Result<Answer, StatusWord> {
        let offset = if command.p1 & 0x80 == 0 {
            usize::from(u16::from_be_bytes([command.p1, command.p2]))
        } else {
            self.select_short(command.p1 & 0x7F)?;
            usize::from(command.p2)
        };
        let file = self.current_file().ok_or(StatusWord::NO_CURRENT_FILE)?;
        let content = self.readable_bytes(file)?;
        let expected = command
            .expected
            .filter(|_| command.data.is_empty())
            .ok_or(StatusWord::WRONG_LENGTH)?;
        if expected.length > self.image.profile.max_le {
            return Err(StatusWord::WRONG_LENGTH);
        }
        let rest = content.get(offset..).ok_or(StatusWord::WRONG_OFFSET)?;
        self.part(rest, expected)
    }

    /// P2 holds the short file identifier (0 is the selected file) and the form "record number in P1".
    pub(super) fn read_record(&mut self, command: &Command<'_>) -> Result<Answer, StatusWord> {
        if command.p2 & 0x07 != 0x04 {
            return Err(StatusWord::WRONG_PARAMETERS);
        }
        if command.p2 >> 3 != 0 {
            self.select_short(command.p2 >> 3)?;
        }
        let file = self.current_file().ok_or(StatusWord::NO_CURRENT_FILE)?;
        let Content::Records(records) = &file.content else {
            return Err(StatusWord::WRONG_FILE_KIND);
        };
        if !self.allowed(&file.access) {
            return Err(StatusWord::SECURITY_NOT_SATISFIED);
        }
        let expected = command.expected.ok_or(StatusWord::WRONG_LENGTH)?;
        let number = usize::from(command.p1)
            .checked_sub(1)
            .ok_or(StatusWord::WRONG_PARAMETERS)?;
        self.part(records.get(number).ok_or(StatusWord::RECORD_NOT_FOUND)?, expected)
    }

    fn readable_bytes<'a>(&self, file: &'a File) -> Result<&'a [u8], StatusWord> {
        match &file.content {
            Content::Transparent(_) if !self.allowed(&file.access) => Err(StatusWord::SECURITY_NOT_SATISFIED),
            Content::Transparent(bytes) => Ok(bytes),
            Content::Records(_) | Content::Pin(_) | Content::Key(_) => Err(StatusWord::WRONG_FILE_KIND),
        }
    }

    fn part(&self, rest: &[u8], expected: Expected) -> Result<Answer, StatusWord> {
        if let Some(part) = rest.get(..expected.length) {
            return Ok(Answer::data(part.to_vec()));
        }
        if rest.is_empty() {
            return Err(StatusWord::END_OF_FILE);
        }
        if expected.maximum {
            return Ok(Answer::data(rest.to_vec()));
        }
        match self.image.profile.short_read {
            ShortRead::CorrectLength if rest.len() <= LONGEST_CORRECTION => {
                Err(StatusWord::correct_length(rest.len()))
            }
            ShortRead::CorrectLength | ShortRead::EndOfFile => Ok(Answer {
                data: rest.to_vec(),
                status: StatusWord::END_OF_FILE,
            }),
        }
    }

    pub(super) fn select_short(&mut self, short_id: u8) -> Result<(), StatusWord> {
        let valid = (1..=30).contains(&short_id);
        let application = self.application().ok_or(StatusWord::NO_CURRENT_FILE)?;
        let file = application
            .file_by_short_id(short_id)
            .filter(|_| valid)
            .ok_or(StatusWord::NOT_FOUND)?;
        self.session.file = Some(file.id);
        Ok(())
    }
}
