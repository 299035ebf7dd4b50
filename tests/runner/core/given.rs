//! How the world is before the first reception.

use super::{Core, known};
use crate::nation::scheme;
use madoguchi_flow::coverage::{Coverage, read};
use madoguchi_flow::person::basics;
use madoguchi_flow::request::RegistrationDraft;
use madoguchi_people::Person;
use madoguchi_scenarios::scenario::{Cover, Given};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::his::{Basis, InquiryKey, RegistrationTarget};
use madoguchi_shared::date::Day;
use madoguchi_shared::identity::IdentityMethod;

impl Core {
    pub(super) async fn give(&mut self, given: &Given) -> Result<(), String> {
        match given {
            Given::Change(_) => Ok(()),
            Given::BulkRows(rows) => self
                .backend
                .bulk_rows(*rows)
                .await
                .map_err(|code| code.to_string()),
            Given::FaceMatch => {
                self.cards.face.installed = true;
                Ok(())
            }
            Given::Chart(person) => {
                let coverage = self.coverage(known(person)?).await?;
                let draft = RegistrationDraft {
                    target: RegistrationTarget::NewChart(
                        basics(&coverage, Basis::Covered).ok_or("nobody to open a chart for")?,
                    ),
                    questionnaire: None,
                    qualifications: coverage.valid().map(|q| q.result.clone()).collect(),
                    ended: Vec::new(),
                    inquiry_key: None,
                    basis: Basis::Covered,
                    calls: Vec::new(),
                    papers: None,
                };
                self.his.open_reception().await;
                self.his.answered.clone_from(&draft.qualifications);
                let written = self.his.register(draft).await;
                written.map(drop).map_err(|code| code.to_string())
            }
            Given::Number(number, cover) => {
                let key = self.key(*cover).await?;
                let sent = self.backend.register_number(number.as_str().into(), key).await;
                sent.map_err(|code| code.to_string())
            }
        }
    }

    async fn key(&mut self, cover: Cover) -> Result<InquiryKey, String> {
        let coverage = self.coverage(self.person).await?;
        let qualification = coverage
            .qualifications
            .into_iter()
            .find(|qualification| qualification.scheme == scheme(cover))
            .ok_or("the person has no such qualification")?
            .result;
        Ok(InquiryKey {
            insurer_number: qualification.insurer_number.ok_or("no number")?,
            insured_card_symbol: qualification.insured_card_symbol,
            insured_identification_number: qualification.insured_identification_number.ok_or("no number")?,
            insured_branch_number: qualification.insured_branch_number,
        })
    }

    /// What the backend says about a person today.
    async fn coverage(&mut self, person: &'static Person) -> Result<Coverage, String> {
        let failed = |code: ErrorCode| code.to_string();
        let nonce = self.backend.nonce().await.map_err(failed)?;
        let evidence = self.backend.evidence(person, IdentityMethod::Pin, &nonce.nonce);
        let answer = self.backend.query(evidence).await.map_err(failed)?;
        read(&answer, Day::in_tokyo(self.desk.now)).map_err(|why| format!("{why:?}"))
    }
}
