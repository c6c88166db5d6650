//! The closed lists of the codebook, each with its code as it is written in readings.

codes! {
    /// What sort of text an instrument is.
    InstrumentKind {
        /// 联合声明
        JointStatement = "joint-statement",
        /// 联合公报
        JointCommunique = "joint-communique",
        /// 联合宣言
        JointDeclaration = "joint-declaration",
        /// 条约
        Treaty = "treaty",
        /// 协定
        Agreement = "agreement",
        /// 规划, 行动计划
        Plan = "plan",
        /// 新闻公报
        PressCommunique = "press-communique",
        /// Any other joint text.
        Other = "other",
    }
}

codes! {
    /// What sort of act it is (codebook section 2).
    Kind {
        /// The parties undertake to do, continue or refrain from something.
        Commitment = "commitment",
        /// A stance without an undertaking of one's own.
        Position = "position",
        /// Judges what is or was.
        Appraisal = "appraisal",
        /// Asks others to act.
        Appeal = "appeal",
        /// Reports an event.
        Record = "record",
        /// Thanks, invitations, acceptance.
        Courtesy = "courtesy",
        /// What the instrument itself is or does.
        Final = "final",
    }
}

codes! {
    /// How strong a commitment is, weakest first.
    Strength {
        /// 探讨, 研究
        Explore = "explore",
        /// 支持, 鼓励, 应
        Favour = "favour",
        /// 愿, 致力于
        Willing = "willing",
        /// 将, bare verbs
        Will = "will",
        /// 同意, 商定
        Agree = "agree",
        /// 承诺, 不允许
        Bind = "bind",
        /// 决定, 宣布
        Declare = "declare",
    }
}

codes! {
    /// What a position does.
    Stance {
        /// Supports.
        Support = "support",
        /// Opposes, condemns.
        Oppose = "oppose",
        /// Recognises.
        Recognise = "recognise",
        /// Affirms a principle or a value.
        Affirm = "affirm",
        /// Expresses concern.
        Concern = "concern",
    }
}

codes! {
    /// What a time says of its act.
    TimeRole {
        /// By or at which the undertaking is due.
        Deadline = "deadline",
        /// The date of something cited.
        Event = "event",
        /// A span that the act speaks of.
        Period = "period",
        /// 定期, 每年
        Recurrence = "recurrence",
        /// 尽快, 早日
        Urgency = "urgency",
    }
}

codes! {
    /// What sort of thing a reference names.
    ReferenceType {
        /// A text with legal or political form.
        Instrument = "instrument",
        /// A standing body or dialogue of the parties.
        Mechanism = "mechanism",
        /// An international organisation or regime.
        Forum = "forum",
        /// A political initiative or strategy.
        Initiative = "initiative",
        /// A route, pipeline, park, institute, programme.
        Project = "project",
        /// A named meeting, fair, summit, themed year.
        Event = "event",
    }
}

codes! {
    /// What an act is about (codebook section 4).
    Topic {
        /// Partnership, contacts of leaders, parliaments, parties.
        Political = "political",
        /// Core interests.
        Sovereignty = "sovereignty",
        /// Goods, services, market access, customs.
        Trade = "trade",
        /// Investment, industry, mining.
        Investment = "investment",
        /// Banks, currencies, payments.
        Finance = "finance",
        /// Farming and food.
        Agriculture = "agriculture",
        /// Oil, gas, power, nuclear, renewables.
        Energy = "energy",
        /// Corridors, railways, ports, aviation, post.
        Transport = "transport",
        /// Science, digital, communications, space.
        Technology = "technology",
        /// Climate, water, ecology.
        Environment = "environment",
        /// Medicine and disease.
        Health = "health",
        /// Schools, languages, skills.
        Education = "education",
        /// Culture, tourism, sport, media, youth.
        Culture = "culture",
        /// Visas and movement of people.
        Mobility = "mobility",
        /// Terrorism, crime, cyber, emergencies.
        Security = "security",
        /// Armed forces, arms control.
        Defence = "defence",
        /// Treaty base, courts.
        Legal = "legal",
        /// Regions and cities.
        Local = "local",
        /// International organisations and order.
        Multilateral = "multilateral",
        /// Third countries and conflicts.
        Regional = "regional",
        /// Human rights.
        Rights = "rights",
        /// Alignment of strategies, sustainable development.
        Development = "development",
        /// Employment, welfare.
        Social = "social",
    }
}

/// A set of topics, iterated in the order of the codebook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct TopicSet(u32);

impl TopicSet {
    /// No topic.
    pub const NONE: Self = Self(0);
    /// With `topic` added.
    pub fn insert(&mut self, topic: Topic) {
        self.0 |= 1 << topic as u32;
    }
    /// Without `topic`.
    pub fn remove(&mut self, topic: Topic) {
        self.0 &= !(1 << topic as u32);
    }
    /// Whether `topic` is in it.
    pub fn contains(self, topic: Topic) -> bool {
        self.0 & (1 << topic as u32) != 0
    }
    /// One bit for each topic, in the order of the codebook.
    pub fn bits(self) -> u32 {
        self.0
    }
    /// The set with these bits; those of no topic are left out.
    pub fn from_bits(bits: u32) -> Self {
        Self(bits & ((1 << Topic::ALL.len()) - 1))
    }
    /// Whether it holds no topic.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
    /// How many topics it holds.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }
    /// All topics of either.
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
    /// The topics of both.
    pub fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
    /// Whether the two have a topic in common.
    pub fn meets(self, other: Self) -> bool {
        !self.intersection(other).is_empty()
    }
    /// The topics, in the order of the codebook.
    pub fn iter(self) -> impl Iterator<Item = Topic> {
        let mut bits = self.0;
        std::iter::from_fn(move || {
            // Where no bit is left the place is beyond all topics.
            let topic = *Topic::ALL.get(bits.trailing_zeros() as usize)?;
            bits &= bits.wrapping_sub(1);
            Some(topic)
        })
    }
}

impl FromIterator<Topic> for TopicSet {
    fn from_iter<I: IntoIterator<Item = Topic>>(topics: I) -> Self {
        let mut set = Self::default();
        topics.into_iter().for_each(|t| set.insert(t));
        set
    }
}
