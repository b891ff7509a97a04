/** Who acts: every act of a person is kept with this. */
export interface Actor {
	/** Never changes for a person; 'local' is whoever sits at the machine itself. */
	readonly id: string;
	/** As shown beside the act. */
	readonly name: string;
}

/** The command line, and the machine itself where nobody has to sign in. */
export const localActor: Actor = { id: 'local', name: '本机操作员' };
